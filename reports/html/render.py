"""Fills the template: a `Report` becomes the text of one HTML file.

`picture` gives page pictures (reports know nothing of PDFs); `titles` are the rules' titles by code.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from disclosure.arithmetic import Verdict
from disclosure.report import Report
from reports.html import view
from reports.html.crops import Crop, Picture, Strip, behind, strips
from reports.words import expired, waived, word


def render(report: Report, picture: Picture, titles: Mapping[str, str] | None = None) -> str:
    """The whole file."""
    made = view.sections(report, titles or {})
    pictures = strips(view.all_crops(made), picture)
    environment = Environment(
        loader=PackageLoader("reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(word=word, pages=view.pages, equation=view.equation, printed=view.printed)
    environment.globals.update(waived=waived, expired=expired)
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
    """The crop as a picture with its marks, in page points."""
    box, strip = crop.box, behind(crop, pictures)
    marks = Markup().join(
        Markup('<rect class="m-{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>').format(
            mark.role, mark.box.x0 - 1.5, mark.box.y0 - 1.5, mark.box.width + 3, mark.box.height + 3
        )
        for mark in crop.marks
    )
    return Markup(
        '<svg viewBox="{:.1f} {:.1f} {:.1f} {:.1f}" role="img" aria-label="原件第 {} 页"><use href="#{}"/>{}</svg>'
    ).format(box.x0, box.y0, box.width, box.height, crop.page, strip.id, marks)
