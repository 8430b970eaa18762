"""Talks with the provider: where to send people, and who it says they are when they come back.

Authorization code flow with PKCE, state and nonce. Authlib checks the id token's signature, issuer, audience, nonce and
times; what is told to nobody is which of them was wrong.
"""

import time
from functools import lru_cache

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import OAuthError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client.apps import FlaskOAuth2App
from authlib.integrations.flask_client.integration import FlaskIntegration
from flask import current_app, request, session
from joserfc.errors import JoseError
from requests import RequestException

from contacts.single_sign_on.refusals import away, not_confirmed, not_let_in, too_late

CONNECT, ANSWER = 3, 5  # seconds that somebody waits for the provider
LONGEST = 255  # what a provider may call a person, by the rules
KEPT = 600  # seconds that its description and keys are remembered: they change now and then
# Made with a private key. What anybody could have signed, or who knows the client's secret, proves nothing.
ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
PENDING = "_state_oidc_"  # Authlib's name in the cookie for what was asked
# Whatever a broken or hostile answer makes of the code that reads it.
BROKEN = (AuthlibBaseError, JoseError, ValueError, LookupError, TypeError, AttributeError, RuntimeError)


class Provider(FlaskOAuth2App):
    """The configured provider, as it describes itself."""

    issuer = None

    def load_server_metadata(self):
        """Its description. Raises ValueError when it is somebody else's."""
        if time.time() - self.server_metadata.get("_loaded_at", 0) > KEPT:
            self.server_metadata = {}
        described = super().load_server_metadata()
        if described["issuer"].rstrip("/") != self.issuer.rstrip("/"):
            raise ValueError("the description names another issuer")
        signed_by = described.get("id_token_signing_alg_values_supported") or ["RS256"]
        described["id_token_signing_alg_values_supported"] = [name for name in signed_by if name in ALGORITHMS]
        proofs = described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in proofs
        described["token_endpoint_auth_method"] = "client_secret_basic" if basic else "client_secret_post"
        return described

    def proven(self, token):
        """The claims about the person. Raises ValueError when the id token is missing or for somebody else."""
        claims = dict(token.get("userinfo") or {})
        audience = claims.get("aud")
        if not 0 < len(claims.get("sub", "")) <= LONGEST:
            raise ValueError("no id token, or it names nobody")
        if self.client_id not in (audience if isinstance(audience, list) else [audience]):
            raise ValueError("the id token is for somebody else")
        if "email" not in claims and self.server_metadata.get("userinfo_endpoint"):
            more = self.userinfo(token=token)
            if more.get("sub") != claims["sub"]:
                raise ValueError("more is told about another person")
            claims = {**more, **claims}
        return claims


def configured():
    config = current_app.config
    return provider_at(str(config["OIDC_ISSUER"]), str(config["OIDC_CLIENT_ID"]), str(config["OIDC_CLIENT_SECRET"]))


@lru_cache(4)
def provider_at(issuer, client_id, client_secret):
    described_at = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    ways = {"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": (CONNECT, ANSWER)}
    known = {"client_id": client_id, "client_secret": client_secret, "client_kwargs": ways}
    provider = Provider(FlaskIntegration("oidc"), "oidc", server_metadata_url=described_at, **known)
    provider.issuer = issuer
    return provider


def way_there(back, next):
    """The provider's address to send somebody to, who comes back to `back` and wants to go on to `next`."""
    provider = configured()
    try:
        asked = provider.create_authorization_url(back)
    except RequestException as error:
        raise away(error) from None
    except BROKEN as error:
        raise not_confirmed(error) from None
    for name in [name for name in session if name.startswith(PENDING)]:
        del session[name]  # one at a time: a cookie has room for few
    provider.save_authorize_data(redirect_uri=back, next=next, **asked)
    return asked["url"]


def wanted_page():
    """Where whoever comes back now wanted to go; empty when we do not know them."""
    asked = configured().framework.get_state_data(session, request.args.get("state")) or {}
    return asked.get("next", "")


def who_came_back():
    """What the provider proved of whoever comes back: its claims, `iss` and `sub` among them. Raises NotSignedIn."""
    provider = configured()
    try:
        issuer = provider.load_server_metadata()["issuer"]
        if request.args.get("iss", issuer) != issuer:
            raise ValueError("the answer comes from another provider")
        return provider.proven(provider.authorize_access_token())
    except MismatchingStateError as error:
        raise too_late(error) from None
    except RequestException as error:
        raise away(error) from None
    except OAuthError as error:
        raise not_let_in(error) if error.error == "access_denied" else not_confirmed(error) from None
    except BROKEN as error:
        raise not_confirmed(error) from None
