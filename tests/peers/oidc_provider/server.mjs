// oidc-provider, a certified OpenID Connect server, with the paths of Genesys Cloud. Started by tests/peers/oidc_provider.rs with the
// id and the secret of its client as arguments. Prints its port, and ends when its standard input is closed.

import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [id, secret] = process.argv.slice(2);
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const { port } = server.address();
const grants = ['authorization_code', 'refresh_token'];

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: id,
      client_secret: secret,
      application_type: 'native',
      grant_types: [...grants, 'client_credentials'],
      redirect_uris: ['http://localhost/'],
    },
    {
      client_id: 'public',
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      grant_types: grants,
      // Without a port, as a user registers it: any port is accepted.
      redirect_uris: ['http://localhost/'],
    },
  ],
  routes: { authorization: '/oauth/authorize', token: '/oauth/token', revocation: '/oauth/revoke' },
  features: { clientCredentials: { enabled: true }, revocation: { enabled: true }, devInteractions: { enabled: false } },
  // Genesys Cloud requires PKCE of no client with a secret.
  pkce: { required: (_, client) => client.clientId === 'public' },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  cookies: { keys: ['a key for the cookies of a test'] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, ClientCredentials: 600, Grant: 600, Interaction: 60, RefreshToken: 600, Session: 60 },
});

// Genesys Cloud needs no scope in the request: the client has one. This server grants nothing without one.
provider.use(async (ctx, next) => {
  if (ctx.path === '/oauth/authorize' && !ctx.query.scope) ctx.query = { ...ctx.query, scope: 'openid' };
  return next();
});

// The user signs in and agrees without a form.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  const { prompt, params } = await provider.interactionDetails(ctx.req, ctx.res);
  if (prompt.name === 'login') {
    return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'ada' } });
  }
  const grant = new provider.Grant({ accountId: 'ada', clientId: params.client_id });
  grant.addOIDCScope('openid');
  return provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId: await grant.save() } });
});

// An operation of the API, which needs a token.
provider.use(async (ctx, next) => {
  if (ctx.path !== '/api/v2/users/me') return next();
  const token = (ctx.get('authorization').match(/^Bearer (.+)$/) ?? [])[1] ?? '';
  const found = (await provider.AccessToken.find(token)) ?? (await provider.ClientCredentials.find(token));
  ctx.status = found ? 200 : 401;
  ctx.body = found ? { id: found.accountId ?? null, client: found.clientId } : { status: 401, code: 'bad.credentials' };
});

server.on('request', provider.callback());
process.stdin.on('end', () => process.exit()).resume();
console.log(port);
