"""Filing plan, files, cases, documents, versions and the counter of references."""

import django.core.validators
import django.db.models.deletion
import kreishaus.base.ids
import kreishaus.records.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_organisation'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('key', models.CharField(max_length=200, primary_key=True, serialize=False, verbose_name='Reihe')),
                ('value', models.PositiveBigIntegerField(default=0, verbose_name='letzte Nummer')),
            ],
            options={
                'verbose_name': 'Zähler',
                'verbose_name_plural': 'Zähler',
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=120, unique=True, verbose_name='Aktenzeichen')),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=200, verbose_name='Sortierung')),
                ('title', models.CharField(max_length=300, verbose_name='Titel')),
                ('state', models.CharField(choices=[('open', 'in Bearbeitung'), ('closed', 'zu den Akten gelegt')], default='open', max_length=10, verbose_name='Zustand')),
                ('access', models.CharField(choices=[('office', 'nur das federführende Amt'), ('authority', 'alle Ämter')], default='office', max_length=20, verbose_name='Zugriff')),
                ('opened_at', models.DateTimeField(verbose_name='angelegt am')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='zu den Akten am')),
                ('retention_until', models.DateField(blank=True, null=True, verbose_name='aufzubewahren bis')),
                ('document_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='Zahl der Dokumente')),
                ('lead_office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.office', verbose_name='federführend')),
            ],
            options={
                'verbose_name': 'Vorgang',
                'verbose_name_plural': 'Vorgänge',
                'ordering': ('sort_key',),
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='Nummer')),
                ('title', models.CharField(max_length=300, verbose_name='Titel')),
                ('kind', models.CharField(choices=[('data', 'Antragsdaten'), ('summary', 'Antrag als PDF'), ('attachment', 'Anlage'), ('letter', 'Schreiben'), ('message', 'Nachricht'), ('note', 'Vermerk'), ('receipt', 'Eingangsbestätigung')], max_length=20, verbose_name='Art')),
                ('direction', models.CharField(choices=[('incoming', 'Eingang'), ('outgoing', 'Ausgang'), ('internal', 'intern')], max_length=20, verbose_name='Richtung')),
                ('received_at', models.DateTimeField(blank=True, null=True, verbose_name='eingegangen am')),
                ('created_at', models.DateTimeField(verbose_name='angelegt am')),
                ('created_by', models.CharField(max_length=200, verbose_name='angelegt von')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='records.case', verbose_name='Vorgang')),
            ],
            options={
                'verbose_name': 'Dokument',
                'verbose_name_plural': 'Dokumente',
                'ordering': ('case', 'number'),
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=120, unique=True, verbose_name='Aktenzeichen')),
                ('title', models.CharField(max_length=300, verbose_name='Titel')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Jahr')),
                ('state', models.CharField(choices=[('open', 'offen'), ('closed', 'geschlossen')], default='open', max_length=10, verbose_name='Zustand')),
                ('opened_at', models.DateTimeField(verbose_name='angelegt am')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='geschlossen am')),
                ('lead_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.office', verbose_name='federführend')),
            ],
            options={
                'verbose_name': 'Akte',
                'verbose_name_plural': 'Akten',
                'ordering': ('reference',),
            },
        ),
        migrations.AddField(
            model_name='case',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='records.file', verbose_name='Akte'),
        ),
        migrations.CreateModel(
            name='FilingPosition',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, unique=True, validators=[django.core.validators.RegexValidator('^\\d+(\\.\\d+)*\\Z', 'Bitte nur Ziffern und Punkte: 32.17')], verbose_name='Nummer')),
                ('title', models.CharField(max_length=200, verbose_name='Bezeichnung')),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=200, verbose_name='Sortierung')),
                ('retention_years', models.PositiveSmallIntegerField(blank=True, help_text='Leer heißt: ohne Ende.', null=True, verbose_name='Aufbewahrung in Jahren')),
                ('disposal', models.CharField(choices=[('destroy', 'vernichten'), ('appraise', 'dem Archiv zur Bewertung anbieten'), ('archive', 'an das Archiv abgeben')], default='appraise', max_length=20, verbose_name='danach')),
                ('access', models.CharField(choices=[('office', 'nur das federführende Amt'), ('authority', 'alle Ämter')], default='office', max_length=20, verbose_name='Zugriff')),
                ('pattern', models.CharField(default='{position}-{year}-{number}', max_length=100, validators=[kreishaus.records.validators.usable_pattern], verbose_name='Muster der Aktenzeichen')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='gültig ab')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='gültig bis')),
                ('lead_office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.office', verbose_name='federführend')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='records.filingposition', verbose_name='übergeordnet')),
            ],
            options={
                'verbose_name': 'Aktenplan-Einheit',
                'verbose_name_plural': 'Aktenplan',
                'ordering': ('sort_key',),
            },
        ),
        migrations.AddField(
            model_name='file',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='records.filingposition', verbose_name='Aktenplan'),
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=kreishaus.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='Fassung')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='Prüfsumme')),
                ('size', models.PositiveBigIntegerField(verbose_name='Größe in Byte')),
                ('media_type', models.CharField(max_length=100, verbose_name='Dateityp')),
                ('original_name', models.CharField(blank=True, max_length=255, verbose_name='Dateiname')),
                ('created_at', models.DateTimeField(verbose_name='angelegt am')),
                ('created_by', models.CharField(max_length=200, verbose_name='angelegt von')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='records.document', verbose_name='Dokument')),
            ],
            options={
                'verbose_name': 'Fassung',
                'verbose_name_plural': 'Fassungen',
                'ordering': ('document', 'number'),
            },
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='document_number_once'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['lead_office', 'state', 'sort_key'], name='case_office_state'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed')), _connector='OR'), name='case_closed_iff_closed_at'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed')), _connector='OR'), name='file_closed_iff_closed_at'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='version_number_once'),
        ),
    ]
