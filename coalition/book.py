"""What the report tells the press of its own."""

from bookpress import hooks

hooks.register(
    check="coalition.check:violations",
    sources="coalition.reference.named_sources:named",
    all_sources="coalition.reference.named_sources:in_order",
    source_entries="coalition.site.source_list:entries",
    palette="coalition.exhibits.style:palette",
    downloads="coalition.reference.downloads:offered",
    brief="coalition.brief:pieces",
    edition="coalition.reference.citation:edition",
    citation="coalition.reference.citation:both",
    work="coalition.reference.citation:work",
)
