use super::*;

fn resolve(resolver: &CachingResolver, url: &str, config: &Config) -> Vec<SocketAddr> {
    let uri: Uri = url.parse().unwrap();
    let found = resolver.resolve(&uri, config, NextTimeout::default()).unwrap();
    found.iter().copied().collect()
}

#[test]
fn an_address_needs_no_lookup_and_is_not_remembered() {
    let resolver = CachingResolver::default();
    let config = Config::default();
    let expected: SocketAddr = "127.0.0.1:443".parse().unwrap();
    assert_eq!(resolve(&resolver, "https://127.0.0.1/a", &config), [expected]);
    let expected: SocketAddr = "[::1]:8080".parse().unwrap();
    assert_eq!(resolve(&resolver, "http://[::1]:8080/", &config), [expected]);
    assert!(resolver.recent.lock().unwrap().is_empty());
}

#[test]
fn a_host_is_looked_up_once_and_again_where_a_new_connection_is_a_must() {
    let resolver = CachingResolver::default();
    let config = Config::default();
    let first = resolve(&resolver, "http://localhost:80/", &config);
    assert!(!first.is_empty());
    // A lookup could not have found this one.
    let planted: SocketAddr = "192.0.2.1:80".parse().unwrap();
    resolver.recent.lock().unwrap()[0].addresses = vec![planted];
    assert_eq!(resolve(&resolver, "http://localhost/", &config), [planted]);
    assert_ne!(
        resolve(&resolver, "http://localhost:81/", &config),
        [planted],
        "another port"
    );

    let fresh = Config::builder().max_idle_age(Duration::ZERO).build();
    assert_eq!(resolve(&resolver, "http://localhost/", &fresh), first);
    assert_eq!(
        resolve(&resolver, "http://localhost/", &config),
        first,
        "the new entry replaced the old"
    );
}

#[test]
fn an_old_entry_is_forgotten() {
    let resolver = CachingResolver::default();
    let planted: SocketAddr = "192.0.2.1:80".parse().unwrap();
    resolver.remember("localhost", 80, &[planted]);
    resolver.recent.lock().unwrap()[0].valid_until = Instant::now();
    assert_ne!(resolve(&resolver, "http://localhost/", &Config::default()), [planted]);
}
