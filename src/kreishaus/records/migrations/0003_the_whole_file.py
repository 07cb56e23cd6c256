"""Sub-files and sub-cases, run time, paper, participants, references, holds, unsorted documents, renditions."""

import django.db.models.deletion
import kreishaus.base.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0001_organisation'),
        ('records', '0002_versions_are_final'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessDomain',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='Bezeichnung')),
            ],
            options={
                'verbose_name': 'Zugriffsbereich',
                'verbose_name_plural': 'Zugriffsbereiche',
                'ordering': ('title', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CrossReference',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('outside', models.CharField(blank=True, max_length=200, verbose_name='außerhalb des Hauses')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='Bemerkung')),
            ],
            options={
                'verbose_name': 'Verweis',
                'verbose_name_plural': 'Verweise',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300, verbose_name='Grund')),
                ('set_by', models.CharField(max_length=200, verbose_name='gesetzt von')),
                ('set_at', models.DateTimeField(verbose_name='gesetzt am')),
                ('until', models.DateField(blank=True, null=True, verbose_name='längstens bis')),
                ('lifted_by', models.CharField(blank=True, max_length=200, verbose_name='aufgehoben von')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='aufgehoben am')),
                ('lifted_reason', models.CharField(blank=True, max_length=300, verbose_name='Grund der Aufhebung')),
            ],
            options={
                'verbose_name': 'Löschsperre',
                'verbose_name_plural': 'Löschsperren',
                'ordering': ('set_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('applicant', 'antragstellend'), ('representative', 'vertretend'), ('affected', 'betroffen'), ('neighbour', 'benachbart'), ('expert', 'sachverständig'), ('authority', 'beteiligte Behörde'), ('other', 'sonst beteiligt')], max_length=20, verbose_name='Rolle')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='Firma oder Behörde')),
                ('street', models.CharField(blank=True, max_length=200, verbose_name='Straße und Hausnummer')),
                ('city', models.CharField(blank=True, max_length=200, verbose_name='PLZ und Ort')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                ('phone', models.CharField(blank=True, max_length=50, verbose_name='Telefon')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='Bemerkung')),
            ],
            options={
                'verbose_name': 'beteiligte Person oder Stelle',
                'verbose_name_plural': 'Beteiligte',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('pdfa', 'PDF/A'), ('text', 'Text'), ('thumbnail', 'kleines Bild'), ('preview', 'Vorschau')], max_length=10, verbose_name='Art')),
                ('state', models.CharField(choices=[('wanted', 'in Arbeit'), ('done', 'fertig'), ('failed', 'fehlgeschlagen'), ('not_possible', 'nicht möglich')], default='wanted', max_length=12, verbose_name='Stand')),
                ('sha256', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='Prüfsumme')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='Größe in Byte')),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='Dateityp')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='Grund')),
                ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='entstanden am')),
            ],
            options={
                'verbose_name': 'Wiedergabe',
                'verbose_name_plural': 'Wiedergaben',
                'ordering': ('version', 'kind'),
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('split', 'geteilt'), ('merge', 'zusammengelegt'), ('rename', 'umbenannt')], max_length=10, verbose_name='Art')),
                ('on', models.DateField(verbose_name='ab')),
            ],
            options={
                'verbose_name': 'Nachfolge im Aktenplan',
                'verbose_name_plural': 'Nachfolgen im Aktenplan',
                'ordering': ('on', 'id'),
            },
        ),
        migrations.AlterModelOptions(
            name='file',
            options={'ordering': ('sort_key',), 'verbose_name': 'Akte', 'verbose_name_plural': 'Akten'},
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_closed_iff_closed_at',
        ),
        migrations.RemoveConstraint(
            model_name='file',
            name='file_closed_iff_closed_at',
        ),
        migrations.AddField(
            model_name='case',
            name='begins_on',
            field=models.DateField(blank=True, null=True, verbose_name='Laufzeit von'),
        ),
        migrations.AddField(
            model_name='case',
            name='confidentiality',
            field=models.CharField(choices=[('open', 'offen'), ('restricted', 'nur für den Dienstgebrauch'), ('confidential', 'vertraulich'), ('secret', 'geheim'), ('top_secret', 'streng geheim')], default='open', max_length=20, verbose_name='Vertraulichkeit'),
        ),
        migrations.AddField(
            model_name='case',
            name='decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='entschieden am'),
        ),
        migrations.AddField(
            model_name='case',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='Laufzeit bis'),
        ),
        migrations.AddField(
            model_name='case',
            name='medium',
            field=models.CharField(choices=[('electronic', 'elektronisch'), ('hybrid', 'elektronisch und Papier'), ('paper', 'nur Papier')], default='electronic', max_length=10, verbose_name='Form'),
        ),
        migrations.AddField(
            model_name='case',
            name='paper_location',
            field=models.CharField(blank=True, max_length=200, verbose_name='Standort des Papiers'),
        ),
        migrations.AddField(
            model_name='case',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='records.case', verbose_name='Teil von'),
        ),
        migrations.AddField(
            model_name='case',
            name='relevant_on',
            field=models.DateField(blank=True, help_text='Zum Beispiel das Ende einer Erlaubnis.', null=True, verbose_name='Bezugsdatum'),
        ),
        migrations.AddField(
            model_name='case',
            name='retention_derivation',
            field=models.CharField(blank=True, max_length=500, verbose_name='Herleitung der Frist'),
        ),
        migrations.AddField(
            model_name='case',
            name='retention_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='Grund der abweichenden Frist'),
        ),
        migrations.AddField(
            model_name='document',
            name='checked_out_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ausgecheckt seit'),
        ),
        migrations.AddField(
            model_name='document',
            name='checked_out_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='ausgecheckt von'),
        ),
        migrations.AddField(
            model_name='document',
            name='foreign_reference',
            field=models.CharField(blank=True, max_length=120, verbose_name='fremdes Geschäftszeichen'),
        ),
        migrations.AddField(
            model_name='document',
            name='office',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Nur solange das Dokument noch zu keinem Vorgang gehört.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.office', verbose_name='im Korb von'),
        ),
        migrations.AddField(
            model_name='document',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='records.document', verbose_name='Anlage zu'),
        ),
        migrations.AddField(
            model_name='document',
            name='recipients',
            field=models.TextField(blank=True, help_text='Je Zeile eine Person oder Stelle.', verbose_name='Empfänger'),
        ),
        migrations.AddField(
            model_name='document',
            name='sender',
            field=models.CharField(blank=True, max_length=300, verbose_name='Absender'),
        ),
        migrations.AddField(
            model_name='document',
            name='sent_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='versandt am'),
        ),
        migrations.AddField(
            model_name='document',
            name='type',
            field=models.CharField(blank=True, max_length=100, verbose_name='Dokumenttyp'),
        ),
        migrations.AddField(
            model_name='document',
            name='written_on',
            field=models.DateField(blank=True, null=True, verbose_name='Datum des Schreibens'),
        ),
        migrations.AddField(
            model_name='file',
            name='begins_on',
            field=models.DateField(blank=True, null=True, verbose_name='Laufzeit von'),
        ),
        migrations.AddField(
            model_name='file',
            name='confidentiality',
            field=models.CharField(choices=[('open', 'offen'), ('restricted', 'nur für den Dienstgebrauch'), ('confidential', 'vertraulich'), ('secret', 'geheim'), ('top_secret', 'streng geheim')], default='open', max_length=20, verbose_name='Vertraulichkeit'),
        ),
        migrations.AddField(
            model_name='file',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='Laufzeit bis'),
        ),
        migrations.AddField(
            model_name='file',
            name='medium',
            field=models.CharField(choices=[('electronic', 'elektronisch'), ('hybrid', 'elektronisch und Papier'), ('paper', 'nur Papier')], default='electronic', max_length=10, verbose_name='Form'),
        ),
        migrations.AddField(
            model_name='file',
            name='paper_location',
            field=models.CharField(blank=True, max_length=200, verbose_name='Standort des Papiers'),
        ),
        migrations.AddField(
            model_name='file',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='records.file', verbose_name='Teil von'),
        ),
        migrations.AddField(
            model_name='file',
            name='retention_derivation',
            field=models.CharField(blank=True, max_length=500, verbose_name='Herleitung der Frist'),
        ),
        migrations.AddField(
            model_name='file',
            name='retention_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='Grund der abweichenden Frist'),
        ),
        migrations.AddField(
            model_name='file',
            name='retention_until',
            field=models.DateField(blank=True, null=True, verbose_name='aufzubewahren bis'),
        ),
        migrations.AddField(
            model_name='file',
            name='sort_key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=250, verbose_name='Sortierung'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='filingposition',
            name='note',
            field=models.TextField(blank=True, verbose_name='Was gehört hierher?'),
        ),
        migrations.AddField(
            model_name='filingposition',
            name='retention_source',
            field=models.CharField(blank=True, max_length=200, verbose_name='Rechtsgrundlage der Frist'),
        ),
        migrations.AddField(
            model_name='filingposition',
            name='retention_start',
            field=models.CharField(choices=[('closing', 'mit dem Schließen'), ('case_date', 'mit dem Bezugsdatum des Vorgangs'), ('decision', 'mit der Entscheidung'), ('main_file', 'mit dem Schließen der Hauptakte')], default='closing', max_length=20, verbose_name='Die Frist beginnt'),
        ),
        migrations.AddField(
            model_name='filingposition',
            name='retention_year_end',
            field=models.BooleanField(default=True, verbose_name='erst mit dem Ende des Jahres'),
        ),
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.CharField(choices=[('open', 'in Bearbeitung'), ('closed', 'zu den Akten gelegt'), ('offered', 'dem Archiv angeboten'), ('handed_over', 'an das Archiv abgegeben'), ('destroyed', 'vernichtet')], default='open', max_length=12, verbose_name='Zustand'),
        ),
        migrations.AlterField(
            model_name='document',
            name='case',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='records.case', verbose_name='Vorgang'),
        ),
        migrations.AlterField(
            model_name='document',
            name='number',
            field=models.PositiveIntegerField(verbose_name='Nummer'),
        ),
        migrations.AlterField(
            model_name='file',
            name='state',
            field=models.CharField(choices=[('open', 'offen'), ('closed', 'geschlossen'), ('offered', 'dem Archiv angeboten'), ('handed_over', 'an das Archiv abgegeben'), ('destroyed', 'vernichtet')], default='open', max_length=12, verbose_name='Zustand'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('case__isnull', True)), fields=['office', 'id'], name='document_basket'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('checked_out_by', ''), _negated=True), fields=['case'], name='document_checked_out'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('number__gte', 1), ('office__isnull', True)), models.Q(('case__isnull', True), ('number', 0), ('office__isnull', False)), _connector='OR'), name='document_in_case_or_basket'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_out_at__isnull', True), ('checked_out_by', '')), models.Q(models.Q(('checked_out_by', ''), _negated=True), ('checked_out_at__isnull', False)), _connector='OR'), name='document_checked_out_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='document_is_no_attachment_of_itself'),
        ),
        migrations.AddField(
            model_name='accessdomain',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='records.accessdomain', verbose_name='übergeordnet'),
        ),
        migrations.AddField(
            model_name='case',
            name='domain',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.accessdomain', verbose_name='Zugriffsbereich'),
        ),
        migrations.AddField(
            model_name='file',
            name='domain',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.accessdomain', verbose_name='Zugriffsbereich'),
        ),
        migrations.AddField(
            model_name='filingposition',
            name='domain',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.accessdomain', verbose_name='Zugriffsbereich'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state', 'closed')), fields=['retention_until'], name='case_due'),
        ),
        migrations.AddIndex(
            model_name='file',
            index=models.Index(fields=['lead_office', 'state', 'sort_key'], name='file_office_state'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='case_closed_iff_closed_at'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('medium', 'electronic'), models.Q(('paper_location', ''), _negated=True), _connector='OR'), name='case_on_paper_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('begins_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='case_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='case_is_no_part_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='file_closed_iff_closed_at'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('medium', 'electronic'), models.Q(('paper_location', ''), _negated=True), _connector='OR'), name='file_on_paper_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('begins_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='file_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='file_is_no_part_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='filingposition',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='position_ends_after_it_starts'),
        ),
        migrations.AddField(
            model_name='crossreference',
            name='from_case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='references', to='records.case'),
        ),
        migrations.AddField(
            model_name='crossreference',
            name='from_document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='references', to='records.document'),
        ),
        migrations.AddField(
            model_name='crossreference',
            name='from_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='references', to='records.file'),
        ),
        migrations.AddField(
            model_name='crossreference',
            name='to_case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referred_from', to='records.case'),
        ),
        migrations.AddField(
            model_name='crossreference',
            name='to_document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referred_from', to='records.document'),
        ),
        migrations.AddField(
            model_name='crossreference',
            name='to_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referred_from', to='records.file'),
        ),
        migrations.AddField(
            model_name='hold',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='records.case', verbose_name='Vorgang'),
        ),
        migrations.AddField(
            model_name='hold',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='records.file', verbose_name='Akte'),
        ),
        migrations.AddField(
            model_name='participant',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='records.case', verbose_name='Vorgang'),
        ),
        migrations.AddField(
            model_name='participant',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='records.file', verbose_name='Akte'),
        ),
        migrations.AddField(
            model_name='rendition',
            name='version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='renditions', to='records.version', verbose_name='Fassung'),
        ),
        migrations.AddField(
            model_name='succession',
            name='new',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='records.filingposition', verbose_name='nun'),
        ),
        migrations.AddField(
            model_name='succession',
            name='old',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='records.filingposition', verbose_name='bisher'),
        ),
        migrations.AddConstraint(
            model_name='crossreference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_case__isnull', True), ('from_document__isnull', True), ('from_file__isnull', False)), models.Q(('from_case__isnull', False), ('from_document__isnull', True), ('from_file__isnull', True)), models.Q(('from_case__isnull', True), ('from_document__isnull', False), ('from_file__isnull', True)), _connector='OR'), name='reference_from_one'),
        ),
        migrations.AddConstraint(
            model_name='crossreference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(models.Q(('to_case__isnull', True), ('to_document__isnull', True), ('to_file__isnull', False)), models.Q(('to_case__isnull', False), ('to_document__isnull', True), ('to_file__isnull', True)), models.Q(('to_case__isnull', True), ('to_document__isnull', False), ('to_file__isnull', True)), _connector='OR'), ('outside', '')), models.Q(('to_case__isnull', True), ('to_document__isnull', True), ('to_file__isnull', True), models.Q(('outside', ''), _negated=True)), _connector='OR'), name='reference_to_one'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('file__isnull', False)), models.Q(('case__isnull', False), ('file__isnull', True)), _connector='OR'), name='hold_of_file_or_case'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by', '')), models.Q(models.Q(('lifted_by', ''), _negated=True), ('lifted_at__isnull', False)), _connector='OR'), name='hold_lifted_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('file__isnull', False)), models.Q(('case__isnull', False), ('file__isnull', True)), _connector='OR'), name='participant_of_file_or_case'),
        ),
        migrations.AddIndex(
            model_name='rendition',
            index=models.Index(condition=models.Q(('state', 'wanted')), fields=['id'], name='rendition_wanted'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.UniqueConstraint(fields=('version', 'kind'), name='rendition_once'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', False), ('state', 'done'), models.Q(('sha256', ''), _negated=True)), models.Q(models.Q(('state', 'done'), _negated=True), ('sha256', '')), _connector='OR'), name='rendition_done_iff_stored'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('old', 'new'), name='succession_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='succession_leads_on'),
        ),
    ]
