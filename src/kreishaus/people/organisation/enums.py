"""Fixed words of the organisation: the roles a post can carry and the forms of address."""

from django.db import models


class Role(models.TextChoices):
    """What the holder of a post may do; rights follow from roles, never from names."""

    CASE_WORKER = "case_worker", "Sachbearbeitung"
    TEAM_LEAD = "team_lead", "Teamleitung"
    HEAD_OF_OFFICE = "head_of_office", "Amtsleitung"
    DEPARTMENT_HEAD = "department_head", "Dezernatsleitung"
    COMMISSIONER = "commissioner", "Landrätin oder Landrat"
    MAIL_ROOM = "mail_room", "Poststelle"
    REGISTRY = "registry", "Registratur"
    ARCHIVE = "archive", "Kreisarchiv"
    CASHIER = "cashier", "Kreiskasse"
    DIGITAL_OFFICE = "digital_office", "Digitalamt"
    EDITOR = "editor", "Fachredaktion"
    DATA_PROTECTION = "data_protection", "Datenschutz"
    AUDITOR = "auditor", "Rechnungsprüfung"
    IT_OPERATIONS = "it_operations", "IT-Betrieb"
    AUTHORITY_ADMIN = "authority_admin", "Verwaltung von Konten und Rechten"


class FormOfAddress(models.TextChoices):
    """How letters address a member of staff; empty means by the full name."""

    MS = "Frau", "Frau"
    MR = "Herr", "Herr"
    NEUTRAL = "", "ohne Anrede"
