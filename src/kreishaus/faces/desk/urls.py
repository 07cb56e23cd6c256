"""Addresses of the desk: German, readable, stable."""

from django.urls import URLPattern, path

from kreishaus.faces.desk.views import (
    application_data,
    background,
    cases,
    code_lists,
    decisions,
    document_work,
    documents,
    exports,
    files,
    inbox,
    keeping,
    log,
    plan,
    redactions,
    search,
    service_exports,
    service_gate,
    service_languages,
    service_making,
    service_proving,
    service_reviews,
    service_trial,
    service_versions,
    services,
)
from kreishaus.faces.desk.views.builder import history as builder_history
from kreishaus.faces.desk.views.builder import letters as builder_letters
from kreishaus.faces.desk.views.builder import page as builder_page
from kreishaus.faces.desk.views.builder import rules as builder_rules

_CASE = "vorgang/<path:reference>"
_FILE = "akte/<path:reference>"
# The short things one does on the page of a file or a case, with their German addresses.
_DEEDS = {
    "part": "teil-anlegen",
    "participant": "beteiligte",
    "reference": "verweis",
    "hold": "sperren",
    "retention": "frist",
    "reopen": "wieder-aufnehmen",
}


def _keeping(kind: str, place: str, deeds: dict[str, str]) -> list[URLPattern]:
    return [
        path(f"{place}/aendern/", keeping.change, {"kind": kind}, name=f"{kind}_change"),
        *(
            path(f"{place}/{word}/", keeping.keep, {"kind": kind, "deed": deed}, name=f"{kind}_{deed}")
            for deed, word in deeds.items()
        ),
    ]


_SERVICE = "dienste/<slug:key>/<str:number>"
_BUILDER = f"{_SERVICE}/formular"

app_name = "desk"
urlpatterns = [
    path("eingang/", inbox.inbox, name="inbox"),
    path("eingang/eingang.csv", inbox.inbox_csv, name="inbox_csv"),
    path("eingang/<uuid:task_id>/geben/", inbox.assign, name="assign"),
    path("stelle/", inbox.switch_post, name="switch_post"),
    path("suchen/", search.search, name="search"),
    path("vorgaenge/", cases.cases, name="cases"),
    path(f"{_CASE}/nachfordern/", cases.request_information, name="request_information"),
    path(f"{_CASE}/test-machen/", service_proving.make_test, name="make_test"),
    path(f"{_CASE}/zu-den-akten/", cases.close_case, name="close_case"),
    path(f"{_CASE}/dokument/<int:number>/", documents.document_file, name="document_file"),
    path(f"{_CASE}/dokument/<int:number>/schwaerzen/", redactions.redact, name="redact"),
    path(f"{_CASE}/dokument/<int:number>/ansicht/", documents.document, name="document"),
    path(f"{_CASE}/dokument/<int:number>/auschecken/", document_work.check_out, name="check_out"),
    path(f"{_CASE}/dokument/<int:number>/einchecken/", document_work.check_in, name="check_in"),
    path(f"{_CASE}/dokument/<int:number>/zuruecknehmen/", document_work.take_back, name="take_back"),
    path(f"{_CASE}/dokument/<int:number>/aendern/", document_work.change, name="document_change"),
    path(f"{_CASE}/antragsdaten/<slug:kind>/", application_data.application_data, name="application_data"),
    path(f"{_CASE}/bescheid/", decisions.decision, name="decision"),
    path(f"{_CASE}/bescheid/entwerfen/", decisions.begin_decision, name="begin_decision"),
    path(f"{_CASE}/bescheid/vorschau.pdf", decisions.preview, name="decision_preview"),
    path(f"{_CASE}/bescheid/vorlegen/", decisions.hand_over, name="hand_over"),
    path(f"{_CASE}/bescheid/zeichnen/", decisions.sign, name="sign"),
    path(f"{_CASE}/ausgeben/", exports.order, name="order_export"),
    *_keeping("case", _CASE, _DEEDS),
    # Last: a reference may itself contain slashes.
    path(f"{_CASE}/", cases.case, name="case"),
    path("aktenplan/", plan.plan, name="plan"),
    path("aktenplan/aktenplan.csv", plan.plan_csv, name="plan_csv"),
    path("aktenplan/einlesen/", plan.import_plan, name="import_plan"),
    path("aktenplan/<str:number>/", plan.position, name="position"),
    path("aktenplan/<str:number>/aendern/", plan.change_position, name="change_position"),
    path("aktenplan/<str:number>/weiterfuehren/", plan.recut, name="recut"),
    path("akten/", files.files, name="files"),
    path("akten/neu/", files.new_file, name="new_file"),
    path("loeschsperre/<uuid:hold_id>/aufheben/", keeping.lift_hold, name="lift_hold"),
    path(f"{_FILE}/ausgeben/", exports.order_file, name="order_file_export"),
    path(f"{_FILE}/schliessen/", files.close_file, name="close_file"),
    *_keeping("file", _FILE, {**_DEEDS, "new_case": "vorgang-anlegen"}),
    path(f"{_FILE}/", files.file, name="file"),
    path("ausgaben/<uuid:export_id>/", exports.export, name="export"),
    path("ausgaben/<uuid:export_id>/datei/", exports.export_file, name="export_file"),
    path("codelisten/", code_lists.code_lists, name="code_lists"),
    path("codelisten/einlesen/", code_lists.import_lists, name="import_code_lists"),
    path("codelisten/<uuid:list_id>/", code_lists.code_list, name="code_list"),
    path("dienste/", services.services, name="services"),
    path("dienste/einlesen/", services.import_service, name="import_service"),
    path("dienste/neu/", services.new_service, name="new_service"),
    path(f"{_SERVICE}/", services.service, name="service"),
    path(f"{_SERVICE}/einstellungen/", service_making.settings, name="service_settings"),
    path(f"{_SERVICE}/regeln/", service_reviews.reviews, name="settle_reviews"),
    path(f"{_SERVICE}/regeln/<path:review_id>/", service_reviews.change_proposal, name="change_proposal"),
    path(f"{_SERVICE}/neue-fassung/", service_making.start_version, name="start_version"),
    path(f"{_SERVICE}/codelisten/fassung/", code_lists.take_list_version, name="take_list_version"),
    path(f"{_SERVICE}/codelisten/ins-paket/", code_lists.carry_lists, name="carry_lists"),
    path(f"{_SERVICE}/codelisten/", service_making.accept_code_lists, name="accept_code_lists"),
    path(f"{_SERVICE}/vorlegen/", service_making.submit, name="submit_service"),
    path(f"{_SERVICE}/veroeffentlichen/", service_making.publish, name="publish_service"),
    path(f"{_SERVICE}/zurueckgeben/", service_making.send_back, name="send_back_service"),
    path(f"{_SERVICE}/vergleich/", service_versions.compare, name="compare_service"),
    path(f"{_SERVICE}/fim-fassung/", service_versions.fim_version, name="fim_version"),
    path(f"{_SERVICE}/pruefbericht/", service_versions.import_report, name="service_report"),
    path(f"{_SERVICE}/weitergeben/", service_exports.exports, name="service_exports"),
    path(f"{_SERVICE}/weitergeben/<slug:kind>/", service_exports.download, name="service_download"),
    path(f"{_SERVICE}/pruefung/", service_proving.report, name="service_proving"),
    path(f"{_SERVICE}/pruefung/festhalten/", service_proving.record_test, name="record_test"),
    path(f"{_SERVICE}/pruefung/brief/<slug:outcome>.pdf", service_proving.sample_letter, name="sample_letter"),
    path(f"{_SERVICE}/probelauf/", service_trial.begin, name="trial_begin"),
    path(f"{_SERVICE}/probelauf/seite/<str:page_key>/", service_trial.page, name="trial_page"),
    path(f"{_SERVICE}/probelauf/pruefen/", service_trial.check, name="trial_check"),
    path(f"{_SERVICE}/probelauf/brief/<slug:outcome>.pdf", service_trial.letter, name="trial_letter"),
    path(f"{_SERVICE}/probelauf/festhalten/", service_trial.keep, name="trial_keep"),
    path(f"{_SERVICE}/freigabe/", service_gate.gate, name="service_gate"),
    path(f"{_SERVICE}/freigabe/zweck/", service_gate.give_reasons, name="give_reasons"),
    path(f"{_SERVICE}/freigabe/uebernehmen/", service_gate.take_over, name="take_over_answer"),
    path(f"{_SERVICE}/texte/", service_gate.texts, name="service_texts"),
    path(f"{_SERVICE}/fassungen/", service_versions.history, name="service_history"),
    path(f"{_SERVICE}/sprachen/", service_languages.texts, name="service_languages"),
    path(f"{_SERVICE}/sprachen/ausgeben/<slug:kind>/", service_languages.export_texts, name="export_texts"),
    path(f"{_SERVICE}/sprachen/einlesen/", service_languages.import_texts, name="import_texts"),
    path(f"{_SERVICE}/sprachen/uebernehmen/", service_languages.take_texts, name="take_texts"),
    path(f"{_SERVICE}/vorschau/", service_making.preview, name="service_preview"),
    path(f"{_BUILDER}/", builder_page.builder, name="builder"),
    path(f"{_BUILDER}/schritt/", builder_page.turn, name="builder_turn"),
    path(f"{_BUILDER}/verlauf/", builder_history.history, name="builder_history"),
    path(f"{_BUILDER}/verlauf/<int:step_number>/", builder_history.step, name="builder_step"),
    path(f"{_BUILDER}/regeln/", builder_rules.rules, name="builder_rules"),
    path(f"{_BUILDER}/regeln/neu/", builder_rules.new_rule, name="builder_new_rule"),
    path(f"{_BUILDER}/regel/<path:rule_id>/", builder_rules.rule, name="builder_rule"),
    path(f"{_BUILDER}/bedingung/<path:address>/", builder_rules.when, name="builder_when"),
    path(f"{_SERVICE}/bescheidtexte/", builder_letters.letters, name="builder_letters"),
    path("protokoll/", log.log, name="log"),
    path("protokoll/alarm/<uuid:alarm_id>/quittieren/", log.acknowledge, name="acknowledge_alarm"),
    path("verwaltung/hintergrund/", background.background, name="background"),
    path("verwaltung/hintergrund/<uuid:job_id>/wiederholen/", background.retry, name="retry_job"),
]
