"""one_call.py [TIMES] URL: calls get_tokens_me through the official SDK. If TIMES is given, prints the median time of a call."""

import sys
import time

import PureCloudPlatformClientV2 as genesys

*times, url = sys.argv[1:]
times = int(times[0]) if times else 1
genesys.configuration.host = url
genesys.configuration.access_token = "token"
tokens = genesys.TokensApi()
me = tokens.get_tokens_me()
print(me.organization.name)
if times > 1:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        tokens.get_tokens_me()
        taken.append(time.perf_counter() - started)
    print(f"{sorted(taken)[times // 2] * 1e6:.1f} µs per call (median of {times})")
