"""A provider that says what a test wants it to say: real HTTP, real signatures, and every lie one can think of."""

import base64
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHERS = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
SHARED = OctKey.import_key("a client's secret that is long enough to sign with", {"kid": "one"})


class Crooked(ThreadingHTTPServer):
    """`claims` go into the id token, `told` is said of the person beside it, `answers` replace whole answers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.start_over()

    def start_over(self):
        self.claims, self.told, self.answers, self.asked = {}, {}, {}, []
        self.key, self.header = KEY, {"alg": "RS256", "kid": "one"}
        self.described = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/me",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def id_token(self):
        now = int(time.time())
        told = {"iss": self.issuer, "sub": "248289761001", "aud": "rapport", "iat": now, "exp": now + 300}
        claims = {name: value for name, value in (told | self.claims).items() if value is not None}
        if self.key is None:
            return f"{encoded(self.header)}.{encoded(claims)}."
        return jwt.encode(self.header, claims, self.key, registry=JWSRegistry(algorithms=["RS256", "HS256"]))

    def answer(self, path):
        """What lies at this path: a number is a status alone, a function is called."""
        if path in self.answers:
            return self.answers[path]
        tokens = {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token()}
        keys = KeySet([KEY]).as_dict(private=False)
        described = {"/.well-known/openid-configuration": self.described, "/jwks": keys}
        return {**described, "/token": tokens, "/me": {"sub": "248289761001", **self.told}}.get(path, 404)


def encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.asked.append((self.path, body, self.headers.get("Authorization")))
        said = self.server.answer(self.path)
        status, text = (
            (said, "") if isinstance(said, int) else (200, said if isinstance(said, str) else json.dumps(said))
        )
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_POST = do_GET

    def log_message(self, *_words):
        """Say nothing."""
