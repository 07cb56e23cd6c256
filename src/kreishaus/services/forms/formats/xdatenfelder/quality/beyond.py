"""Official messages that one file cannot trigger, and why."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a message needs more than the file, in German for the handbook."""

    REFUSED = "Eine solche Datei lesen wir nicht ein. Der Grund steht mit seiner Zeile in der Fehlermeldung."
    PROFILE = "Betrifft Dokumentsteckbriefe. Sie stehen in eigenen Nachrichten (0101), nicht im Schema."
    CODE_LIST = "Braucht den Inhalt der Codeliste. Er steht nicht in der Datei, sondern im XRepository."
    REPOSITORY = "Braucht eine Abfrage beim Sammelrepository (FIM-Portal). Kreishaus arbeitet ohne Netz."
    RETIRED = "Ist in der amtlichen Liste abgeschaltet."


BEYOND: dict[int, Reason] = {
    **dict.fromkeys((1021, 1038, 1046, 1047), Reason.REFUSED),
    **dict.fromkeys((1008, 1049, 1052, 1053, 1054, 1055, 1092, 1107, 1144), Reason.PROFILE),
    **dict.fromkeys((1076, 1115, 1121, 1122, 1123), Reason.CODE_LIST),
    **dict.fromkeys((1124, 1125, 1126), Reason.REPOSITORY),
    **dict.fromkeys((1089, 1104, 1108, 1110, 1111, 1112, 1113, 1114, 1119), Reason.RETIRED),
}
