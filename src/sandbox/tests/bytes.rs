//! No bytes make the sandbox panic.

use serde_json::Value;

use crate::Method;
use crate::sandbox::http::{Reader, Request};
use crate::sandbox::{RecordedRequest, Reply, Sandbox, router};

const SEEDS: [&str; 5] = [
    "GET /api/v2/tokens/me?preserveIdleTTL=true HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n\r\n",
    "PUT /api/api/v2/tokens/timeout HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n\
     Content-Type: application/json\r\nContent-Length: 107\r\n\r\n\
     {\"idleTokenTimeoutSeconds\": 900, \"inactivityTimeoutGroupBundles\": [{\"priority\": 1, \"timeoutSeconds\": 300}]}",
    "DELETE /api/v2/tokens/%41%2f HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n\
     Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nA: b\r\n\r\n",
    "POST /login/oauth/token HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTpi\r\n\
     Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n\r\ngrant_type=client_credentials",
    "POST /api/v2/users/%41?expand=a&expand=b%20c HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n\
     Content-Length: 12\r\n\r\n{\"name\": \"A\"}",
];
const PIECES: [&[u8]; 12] = [
    b"\r\n",
    b"%",
    b"%zz",
    b"\0",
    b"\xff\xfe",
    b"&",
    b"=",
    b"ffffffffffffffff",
    b":",
    b"/",
    b"{",
    b"-1",
];

#[test]
fn no_bytes_make_the_sandbox_panic() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.on(Method::POST, "/api/v2/users/{userId}", |request| {
        let id = request.parameter("userId");
        Reply::json(200, (id, request.query("expand"), request.json::<Value>().ok()))
    });
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut responses = 0;
    for round in 0..20_000 {
        let token = sandbox.issue_token();
        let seed = SEEDS[round % SEEDS.len()];
        let mut bytes = seed.replace("TOKEN", &token).into_bytes();
        for _ in 0..dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[at] = dice.byte(),
                1 => bytes.truncate(at),
                2 => drop(bytes.remove(at)),
                _ => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied())),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let mut reader = Reader::new(bytes.as_slice());
        while let Ok(Some(request)) = Request::read(&mut reader) {
            let reply = router::respond(&sandbox.state, Ok(&request));
            let recorded = RecordedRequest::new(&request);
            assert!(
                !recorded
                    .headers
                    .iter()
                    .any(|(name, value)| name == "authorization" && value.contains(&token))
            );
            assert!(reply.to_bytes(true, false).starts_with(b"HTTP/1.1 "));
            responses += 1;
        }
        sandbox.expire_tokens();
    }
    // Most of them pass the parser, so that the test reaches the router.
    assert!(responses > 5_000, "{responses}");
}

/// A xorshift generator: the same bytes in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit as u64).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.roll().to_le_bytes()[0]
    }
}
