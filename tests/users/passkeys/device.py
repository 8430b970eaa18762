"""A device in software: it makes one passkey and answers with it, honestly or as it is told to."""

import hashlib
import json
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    def __init__(self, place="localhost", origin="http://localhost", flags=PRESENT | VERIFIED):
        self.key, self.id, self.counter = ec.generate_private_key(ec.SECP256R1()), os.urandom(32), 0
        self.place, self.origin, self.flags, self.handle = place, origin, flags, ""

    def make(self, options):
        """The answer to the options of a registration, as JSON."""
        self.handle = options["user"]["id"]
        data = self.data(ATTESTED) + bytes(16) + len(self.id).to_bytes(2) + self.id + self.public_key()
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        said = {"clientDataJSON": self.said("webauthn.create", options), "attestationObject": attestation}
        return self.answer(said)

    def sign(self, options, **changes):
        """The answer to the options of a sign-in, as JSON."""
        self.counter += 1
        data, said = self.data(), self.said("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        known = {"clientDataJSON": said, "authenticatorData": data, "signature": signature}
        return self.answer({**known, "userHandle": base64url_to_bytes(self.handle), **changes})

    def data(self, more=0):
        return hashlib.sha256(self.place.encode()).digest() + bytes([self.flags | more]) + self.counter.to_bytes(4)

    def said(self, kind, options):
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def public_key(self):
        numbers = self.key.public_key().public_numbers()
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})

    def answer(self, response):
        id = bytes_to_base64url(self.id)
        response = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps({"id": id, "rawId": id, "type": "public-key", "response": response})
