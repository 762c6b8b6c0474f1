"""Secrets: how they are made, and what is kept of them."""

import hashlib
import secrets

from pwdlib import PasswordHash

__all__ = ["digest_of", "hash_password", "new_secret", "verify_password"]

_PASSWORDS = PasswordHash.recommended()
_NOBODYS = _PASSWORDS.hash(secrets.token_urlsafe(16))


def new_secret(prefix: str) -> str:
    """A secret that cannot be guessed (256 bits); the prefix says what it opens."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest_of(secret: str) -> str:
    """What is kept of a secret that cannot be guessed: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hash_password(password: str) -> str:
    """What is kept of a password: argon2id with a salt."""
    return _PASSWORDS.hash(password)


def verify_password(password: str, kept: str | None) -> bool:
    """Whether this is the password; takes as long where there is none to compare with."""
    return _PASSWORDS.verify(password, kept or _NOBODYS) and kept is not None
