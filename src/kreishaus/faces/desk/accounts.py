"""How staff log in: by user name, with a password and a one-time code; nobody signs up by themselves."""

import base64
import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Accounts are made by the authority, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Benutzername oder Passwort stimmen nicht. Bitte prüfen Sie beides.",
        "too_many_login_attempts": "Das waren zu viele Versuche. Bitte warten Sie einige Minuten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth names it
        """Refuse to sign up."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002 -- allauth names it
        """Ask for the password again only where the last proof is some minutes old."""
        proofs = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - proof["at"] < app_settings.REAUTHENTICATION_TIMEOUT for proof in proofs)


class StaffSecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """One-time codes, with their secrets encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Dieser Code stimmt nicht. Bitte nehmen Sie den neuesten aus Ihrer App.",
    }

    def encrypt(self, text: str) -> str:
        """Return the text encrypted with a key derived from the secret key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was encrypted."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: object) -> bool:  # noqa: ARG002 -- allauth names it
        """Refuse: the second factor is required and stays."""
        return False

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return the name that the app shows for the account."""
        return str(user.get_username())

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Send no mail: staff see changes of their account at the desk."""


def _cipher() -> Fernet:
    key = hashlib.sha256(b"kreishaus second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
