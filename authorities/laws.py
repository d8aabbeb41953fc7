"""The laws an authority may answer under, by the codes the statutory clock knows them by."""

from django.db import models


class Law(models.TextChoices):
    FOIA = "foia", "Freedom of Information Act 2000"
    EIR = "eir", "Environmental Information Regulations 2004"
    FOISA = "foisa", "Freedom of Information (Scotland) Act 2002"
    EISR = "eisr", "Environmental Information (Scotland) Regulations 2004"
    SAR = "sar", "UK GDPR subject access"
    EU1049 = "eu1049", "Regulation (EC) No 1049/2001"
    FOI_IE = "foi-ie", "Freedom of Information Act 2014 (Ireland)"
    FOIA_US = "foia-us", "Freedom of Information Act (United States)"
    OIA_NZ = "oia-nz", "Official Information Act 1982 (New Zealand)"
    FOI_AU = "foi-au", "Freedom of Information Act 1982 (Australia)"
    ATIA_CA = "atia-ca", "Access to Information Act (Canada)"


def law_for(nation: str) -> Law:
    """The law a public authority of that nation usually answers under: FOISA in Scotland, else FOIA."""
    return Law.FOISA if nation == "scotland" else Law.FOIA
