"""Addresses of logging in, under the names that allauth expects. Nobody can sign up or ask for a password by mail."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from kreishaus.faces.desk.views import login

urlpatterns = [
    path("anmelden/", login.StaffLoginView.as_view(), name="account_login"),
    path("anmelden/code/", login.StaffAuthenticateView.as_view(), name="mfa_authenticate"),
    path("anmelden/demonstration/", login.demo_login, name="demo_login"),
    path("anmelden/gesperrt/", account.account_inactive, name="account_inactive"),
    path("anmelden/bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("anmelden/code-bestaetigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("abmelden/", account.logout, name="account_logout"),
    path("konto/", mfa.index, name="mfa_index"),
    path("konto/zweiter-schritt/", totp.activate_totp, name="mfa_activate_totp"),
    path("konto/zweiter-schritt/abschalten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/ersatz-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/ersatz-codes/neu/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "konto/ersatz-codes/herunterladen/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
