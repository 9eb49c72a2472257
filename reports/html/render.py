"""Fills the template: a `Report` becomes the text of one HTML file.

`picture` gives page pictures (reports know nothing of PDFs); `titles` are the rules' titles by code.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from disclosure.arithmetic import Verdict
from disclosure.geometry import Box
from disclosure.relation import between
from disclosure.report import Report
from reports.html import cards, view
from reports.html.crops import Crop, Picture, Strip, behind, strips
from reports.html.readings import button
from reports.places import Places
from reports.words import expired, waived, word

LARGEST = 1.5
"""Screen pixels per point of page, at most: print is not blown up on a wide screen."""


def render(report: Report, picture: Picture, titles: Mapping[str, str] | None = None) -> str:
    """The whole file."""
    made, found = view.sections(report, titles or {})
    pictures = strips(view.all_crops(made), picture, {document.id: document for document in report.documents})
    places = Places(report.documents)
    environment = Environment(
        loader=PackageLoader("reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(word=word, pages=places.all, equation=cards.equation, printed=cards.printed)
    environment.globals.update(waived=waived, expired=expired, anchor=found.anchor, told=found.told, button=button)
    environment.globals.update(difference=cards.difference, between=between)
    environment.globals.update(svg=lambda crop: svg(crop, pictures), verdicts=[verdict.value for verdict in Verdict])
    css = files("reports.html").joinpath("templates", "report.css").read_text("utf-8")
    return environment.get_template("report.html.j2").render(
        sections=made,
        errors=report.errors,
        expired_waivers=report.expired,
        strips=pictures,
        css=Markup(css),
        open=sum(section.findings for section in made),
    )


def svg(crop: Crop, pictures: list[Strip]) -> Markup:
    """The crop as a picture with its marks, in page points; the heading of its table above it."""
    marks = Markup().join(
        Markup('<rect class="m-{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>').format(
            mark.role, mark.box.x0 - 1.5, mark.box.y0 - 1.5, mark.box.width + 3, mark.box.height + 3
        )
        for mark in crop.marks
    )
    heading = _part(crop, crop.head, f"{crop.name}，表头", Markup(), pictures) if crop.head else Markup()
    return heading + _part(crop, crop.box, crop.name, marks, pictures)


def _part(crop: Crop, box: Box, name: str, marks: Markup, pictures: list[Strip]) -> Markup:
    """One window onto the page."""
    return Markup(
        '<svg viewBox="{:.1f} {:.1f} {:.1f} {:.1f}" style="width:{:.0f}px" role="img" aria-label="{}"><use href="#{}"/>{}</svg>'
    ).format(box.x0, box.y0, box.width, box.height, box.width * LARGEST, name, behind(crop, box, pictures).id, marks)
