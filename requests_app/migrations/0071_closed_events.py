from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0070_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sent", "Request sent"),
                    ("received", "Request received"),
                    ("acknowledged", "Receipt acknowledged"),
                    ("clarification_asked", "Clarification asked for"),
                    ("clarification_given", "Clarification received"),
                    ("fees_notice", "Fees notice given"),
                    ("fee_paid", "Fee paid"),
                    ("extension", "Extension notified"),
                    ("response", "Response"),
                    ("review_asked", "Review asked for"),
                    ("review_extension", "Longer review notified"),
                    ("review_decided", "Review decided"),
                    ("complaint", "Complaint to the regulator"),
                    ("complaint_decided", "Complaint decided"),
                    ("withdrawn", "Request withdrawn"),
                    ("closed", "Closed, the day of the answer not known"),
                ],
                max_length=30,
            ),
        ),
    ]
