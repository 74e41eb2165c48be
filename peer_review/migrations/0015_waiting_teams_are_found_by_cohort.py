from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("peer_review", "0014_the_pool_pays_for_who_has_no_point"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(fields=["cohort", "state"], name="waiting_by_cohort_and_state"),
        ),
    ]
