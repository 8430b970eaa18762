// A provider on a free port for one client, who comes back to the address given: node server.mjs BACK
// Its login form takes anybody at their word: the name typed is the person's address, vouched for but for "unverified…".
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const server = createServer();
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: 'rapport', client_secret: 'a secret of the tests', redirect_uris: [process.argv[2]] }],
  pkce: { required: () => true },
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified'), name: 'Ada Byron' }),
  }),
});
server.on('request', provider.callback());
console.log(issuer);
process.stdin.on('end', () => process.exit()).resume(); // whoever started it is gone
