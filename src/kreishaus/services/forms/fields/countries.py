"""The countries of ISO 3166-1 (and Kosovo) with their German names, in alphabetical order."""

from functools import cache

from kreishaus.services.forms.ports import Answer

GERMANY = "DE"

_COUNTRIES = """\
AF Afghanistan
EG Ägypten
AX Åland-Inseln
AL Albanien
DZ Algerien
AS Amerikanisch-Samoa
VI Amerikanische Jungferninseln
AD Andorra
AO Angola
AI Anguilla
AQ Antarktis
AG Antigua und Barbuda
GQ Äquatorialguinea
AR Argentinien
AM Armenien
AW Aruba
AZ Aserbaidschan
ET Äthiopien
AU Australien
BS Bahamas
BH Bahrain
BD Bangladesch
BB Barbados
BY Belarus
BE Belgien
BZ Belize
BJ Benin
BM Bermuda
BT Bhutan
BO Bolivien
BQ Bonaire, Sint Eustatius und Saba
BA Bosnien und Herzegowina
BW Botsuana
BV Bouvet-Insel
BR Brasilien
VG Britische Jungferninseln
IO Britisches Territorium im Indischen Ozean
BN Brunei
BG Bulgarien
BF Burkina Faso
BI Burundi
KY Cayman-Inseln
CL Chile
CN China
CK Cookinseln
CR Costa Rica
CI Côte d’Ivoire
CW Curaçao
DK Dänemark
DE Deutschland
DM Dominica
DO Dominikanische Republik
DJ Dschibuti
EC Ecuador
SV El Salvador
ER Eritrea
EE Estland
SZ Eswatini
FK Falklandinseln
FO Färöer-Inseln
FJ Fidschi
FI Finnland
FR Frankreich
GF Französisch-Guyana
PF Französisch-Polynesien
TF Französische Süd- und Antarktisgebiete
GA Gabun
GM Gambia
GE Georgien
GH Ghana
GI Gibraltar
GD Grenada
GR Griechenland
GL Grönland
GP Guadeloupe
GU Guam
GT Guatemala
GG Guernsey
GN Guinea
GW Guinea-Bissau
GY Guyana
HT Haiti
HM Heard und McDonaldinseln
HN Honduras
HK Hongkong
IN Indien
ID Indonesien
IM Insel Man
IQ Irak
IR Iran
IE Irland
IS Island
IL Israel
IT Italien
JM Jamaika
JP Japan
YE Jemen
JE Jersey
JO Jordanien
KH Kambodscha
CM Kamerun
CA Kanada
CV Kap Verde
KZ Kasachstan
QA Katar
KE Kenia
KG Kirgisistan
KI Kiribati
CC Kokos-(Keeling-)Inseln
CO Kolumbien
KM Komoren
CD Kongo (Demokratische Republik)
CG Kongo (Republik)
XK Kosovo
HR Kroatien
CU Kuba
KW Kuwait
LA Laos
LS Lesotho
LV Lettland
LB Libanon
LR Liberia
LY Libyen
LI Liechtenstein
LT Litauen
LU Luxemburg
MO Macau
MG Madagaskar
MW Malawi
MY Malaysia
MV Malediven
ML Mali
MT Malta
MA Marokko
MH Marshallinseln
MQ Martinique
MR Mauretanien
MU Mauritius
YT Mayotte
MX Mexiko
FM Mikronesien
MD Moldau
MC Monaco
MN Mongolei
ME Montenegro
MS Montserrat
MZ Mosambik
MM Myanmar
NA Namibia
NR Nauru
NP Nepal
NC Neukaledonien
NZ Neuseeland
NI Nicaragua
NL Niederlande
NE Niger
NG Nigeria
NU Niue
KP Nordkorea
MP Nördliche Marianen
MK Nordmazedonien
NF Norfolkinsel
NO Norwegen
OM Oman
AT Österreich
PK Pakistan
PS Palästinensische Gebiete
PW Palau
PA Panama
PG Papua-Neuguinea
PY Paraguay
PE Peru
PH Philippinen
PN Pitcairn
PL Polen
PT Portugal
PR Puerto Rico
RE Réunion
RW Ruanda
RO Rumänien
RU Russland
BL Saint-Barthélemy
SB Salomoninseln
ZM Sambia
WS Samoa
SM San Marino
ST São Tomé und Príncipe
SA Saudi-Arabien
SE Schweden
CH Schweiz
SN Senegal
RS Serbien
SC Seychellen
SL Sierra Leone
ZW Simbabwe
SG Singapur
SK Slowakei
SI Slowenien
SO Somalia
GS South Georgia und die Südlichen Sandwichinseln
ES Spanien
LK Sri Lanka
SH St. Helena, Ascension und Tristan da Cunha
KN St. Kitts und Nevis
LC St. Lucia
MF St. Martin (französischer Teil)
SX St. Martin (niederländischer Teil)
PM St. Pierre und Miquelon
VC St. Vincent und die Grenadinen
ZA Südafrika
SD Sudan
KR Südkorea
SS Südsudan
SR Suriname
SJ Svalbard und Jan Mayen
SY Syrien
TJ Tadschikistan
TW Taiwan
TZ Tansania
TH Thailand
TL Timor-Leste
TG Togo
TK Tokelau
TO Tonga
TT Trinidad und Tobago
TD Tschad
CZ Tschechien
TN Tunesien
TR Türkei
TM Turkmenistan
TC Turks- und Caicosinseln
TV Tuvalu
UG Uganda
UA Ukraine
HU Ungarn
UM United States Minor Outlying Islands
UY Uruguay
US USA
UZ Usbekistan
VU Vanuatu
VA Vatikanstadt
VE Venezuela
AE Vereinigte Arabische Emirate
GB Vereinigtes Königreich
VN Vietnam
WF Wallis und Futuna
CX Weihnachtsinseln
EH Westsahara
CF Zentralafrikanische Republik
CY Zypern
"""


@cache
def countries() -> dict[str, str]:
    """Return the German name of every country by its code of two letters."""
    return {line[:2]: line[3:] for line in _COUNTRIES.splitlines()}


@cache
def choices() -> tuple[Answer, ...]:
    """Return the countries to choose from: Germany first, because it is meant most often."""
    rest = [code for code in countries() if code != GERMANY]
    return tuple(Answer(code, countries()[code]) for code in (GERMANY, *rest))
