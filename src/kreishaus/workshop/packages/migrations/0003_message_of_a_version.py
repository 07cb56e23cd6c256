from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("packages", "0002_history_of_a_draft"),
    ]

    operations = [
        migrations.AddField("packageversion", "message", models.TextField("Was ist neu", blank=True, default=""), preserve_default=False),
        migrations.AddField("packageversion", "despite", models.TextField("Warum trotz der Warnungen", blank=True, default=""), preserve_default=False),
    ]
