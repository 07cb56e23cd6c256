"""Drafts and applications remember in which language they are filled in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the language."""

    dependencies = (("applications", "0001_offerings_drafts_applications"),)

    operations = (
        migrations.AddField(
            model_name="draft",
            name="language",
            field=models.CharField(default="de", max_length=20, verbose_name="Sprache"),
        ),
        migrations.AddField(
            model_name="application",
            name="language",
            field=models.CharField(default="de", max_length=20, verbose_name="Sprache"),
        ),
    )
