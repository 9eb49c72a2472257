"""The spaCy pipeline: a blank Chinese language with our tokenizer and our components, built once per process.

Documents are made of *folded* text (`folding.fold`). After it ran, `doc.ents` hold the longest matches under the labels QUANTITY,
INDICATOR, ACCOUNT, CODE, PERIOD, MEASURE, ORG, SCOPE and CUE, each with its meaning in `ent._.entry`; `doc.spans["found"]` hold all
candidates; tokens know their kind (`token._.kind`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractors.language.accounts import account_phrases
from extractors.language.folding import fold
from extractors.language.tokens import cut
from extractors.language.vocabulary import Entry, phrases

OtherNames = tuple[tuple[str, str], ...]
"""Other names of accounts, each with the proper one."""

_MARKED = "gouji_marked"
"""Key of a document's user data: the indices of tokens that are more than a character."""
_PERIOD = re.compile(
    r"(?:19|20)\d{2}年(?:度|末|底|初)?|上(?:一)?年(?:度|末|底)?|去年(?:末|底)?|上一度|前(?:一)?年度?|本年(?:度)?(?![收支])|当年|今年|年末|年底"
)
_ORG = re.compile(
    r"(?:本|我|该|各)(?:部门|单位|局|委|办|中心|院|校|街道|镇|乡)"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,12}?(?:省|市|县|区|州|盟|旗|镇|乡)[\u4e00-\u9fff]{1,24}?"
    r"(?:局|委员会|办公室|办事处|中心|医院|学校|学院|中学|小学|大学|法院|检察院|协会|联合会|总队|支队|大队|馆|站|所)"
    r"(?:\((?:本级|本部|部门|单位)\)|部门\(单位\)|部门|本级|机关)?(?=[\d,:;。共下所有的]|收|支|部门|$|20)"
)
_ORDER = {
    label: i for i, label in enumerate(("QUANTITY", "CODE", "ACCOUNT", "INDICATOR", "MEASURE", "CUE", "SCOPE", "PERIOD", "ORG"))
}


class Tokenizer:
    """A spaCy tokenizer over `tokens.cut`; every token knows its kind."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of a folded text."""
        kinds, words = [], []
        for kind, start, end in cut(text):
            kinds.append(kind)
            words.append(text[start:end])
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        marked = [i for i, kind in enumerate(kinds) if kind != "OTHER"]
        for i in marked:
            doc[i]._.kind = kinds[i]
        doc.user_data[_MARKED] = marked
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer is its code."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """The same tokenizer."""
        return self


class Tagger:
    """The component that finds everything with a meaning and keeps the longest matches as entities."""

    def __init__(self, nlp: Language, own: OtherNames = ()) -> None:
        self.own = {fold(alias): fold(name) for alias, name in own}
        known = {alias: phrases()[name] for alias, name in self.own.items() if name in phrases()}
        self.entries = list({**phrases(), **known}.items())
        self.matcher = PhraseMatcher(nlp.vocab)
        for index, (phrase, _) in enumerate(self.entries):
            self.matcher.add(str(index), [nlp.make_doc(phrase)])

    def __call__(self, doc: Doc) -> Doc:
        """Sets `doc.spans["found"]` and `doc.ents`."""
        found = [*self._phrases(doc), *_tokens(doc), *_patterns(doc, self.own)]
        found.sort(key=lambda span: _ORDER[span.label_])
        doc.spans["found"] = found
        kept = filter_spans(found)
        entries = {(span.start, span.end): span._.entry for span in reversed(found)}
        doc.ents = kept
        for ent in doc.ents:
            ent._.entry = entries[ent.start, ent.end]
        return doc

    def _phrases(self, doc: Doc) -> list[Span]:
        spans = []
        for key, start, end in self.matcher(doc):
            entry = self.entries[int(doc.vocab.strings[key])][1]
            span = Span(doc, start, end, label=entry.label)
            span._.entry = entry
            spans.append(span)
        return spans


def _tokens(doc: Doc) -> list[Span]:
    """Tokens that are entities by themselves: quantities and codes."""
    spans = []
    for i in doc.user_data[_MARKED]:
        token = doc[i]
        if token._.kind in {"QUANTITY", "CODE"}:
            span = Span(doc, token.i, token.i + 1, label=token._.kind)
            span._.entry = Entry(token._.kind, token.text)
            spans.append(span)
    return spans


def _patterns(doc: Doc, own: Mapping[str, str]) -> list[Span]:
    """Stretches told by a pattern over the text: account paths, periods, organisations speaking of themselves."""
    wanted = [(a.start, a.end, a.entry) for a in account_phrases(doc.text, own)]
    wanted += [(m.start(), m.end(), Entry("PERIOD", m[0])) for m in _PERIOD.finditer(doc.text)]
    wanted += [(m.start(), m.end(), Entry("ORG", m[0])) for m in _ORG.finditer(doc.text)]
    spans = []
    for start, end, entry in wanted:
        span = doc.char_span(start, end, label=entry.label, alignment_mode="strict")
        if span is None and entry.label != "PERIOD":
            continue
        span = span if span is not None else doc.char_span(start, end, label=entry.label, alignment_mode="expand")
        span._.entry = entry
        spans.append(span)
    return spans


@Language.factory("gouji_tagger", default_config={"own": ()})  # type: ignore[untyped-decorator, unused-ignore]
def make_tagger(nlp: Language, name: str, own: OtherNames) -> Tagger:
    """The tagger component for spaCy's registry."""
    return Tagger(nlp, own)


@cache
def build_pipeline(own: OtherNames = ()) -> Language:
    """The pipeline; the same object in every call of a process. It takes folded text; `own` are other names of accounts."""
    if not Token.has_extension("kind"):
        Token.set_extension("kind", default="OTHER")
        Span.set_extension("entry", default=None)
    nlp = spacy.blank("zh")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("gouji_tagger", config={"own": own})
    return nlp
