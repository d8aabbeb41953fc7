"""Authorities and their contacts for tests."""

import factory

from authorities.models import Authority, AuthorityName, Contact
from authorities.names import search_text


class AuthorityFactory(factory.django.DjangoModelFactory):
    """An English council; `AuthorityFactory(other_names=["ADC"])` gives it other names, found by search."""

    class Meta:
        model = Authority
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Anytown {n} District Council")
    kind = Authority.Kind.LOCAL_COUNCIL
    nation = Authority.Nation.ENGLAND
    law = "foia"
    search_text = factory.LazyAttribute(lambda authority: search_text([authority.name]))

    @factory.post_generation
    def other_names(authority, create, names, **kwargs):
        if not (create and names):
            return
        AuthorityName.objects.bulk_create(AuthorityName(authority=authority, name=name) for name in names)
        authority.search_text = search_text([authority.name, *names])
        authority.save(update_fields=["search_text"])


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    authority = factory.SubFactory(AuthorityFactory)
    email = factory.Sequence(lambda n: f"foi{n}@anytown.example")
    status = Contact.Status.GOOD
