"""one_call.py [TIMES] URL: calls get_tokens_me through the official SDK. If TIMES is given, prints the time of the first call, and the
median time of the others. The variable CERTIFICATE names a file with a root certificate, for a URL that is https."""

import os
import sys
import time

import PureCloudPlatformClientV2 as genesys

*times, url = sys.argv[1:]
times = int(times[0]) if times else 1
genesys.configuration.host = url
genesys.configuration.access_token = "token"
genesys.configuration.ssl_ca_cert = os.environ.get("CERTIFICATE")
started = time.perf_counter()
tokens = genesys.TokensApi()
me = tokens.get_tokens_me()
first = time.perf_counter() - started
print(me.organization.name)
if times > 1:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        tokens.get_tokens_me()
        taken.append(time.perf_counter() - started)
    median = sorted(taken)[times // 2]
    print(f"{median * 1e6:.1f} µs per call (median of {times}), {first * 1e6:.1f} µs for the first one")
