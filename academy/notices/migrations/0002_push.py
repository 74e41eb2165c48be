from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_notices_switches_and_mailboxes")]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="pushed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="pushtarget",
            name="endpoint",
            field=models.URLField(max_length=1000, unique=True),
        ),
        migrations.AddConstraint(
            model_name="pushtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("endpoint__startswith", "https://")), name="push_goes_by_https"
            ),
        ),
    ]
