"""LangExtract at its defaults but for what must be told: the model, the task, one example and the workers."""

import json
from pathlib import Path

import langextract as lx  # type: ignore[import-not-found]
from langextract.core.exceptions import LangExtractError  # type: ignore[import-not-found]
from langextract.providers.openai import OpenAILanguageModel  # type: ignore[import-not-found]

from bench.columns.job import KEY, MODEL, Done, Job

ASK = """Extract, in order of appearance, who says what: claims, denials and silences. Use exact text; do not \
paraphrase. Attributes: speakers (names; none: the outlet itself), voice (own, attributed or distanced), modality \
(asserted, predicted, demanded or believed); for denials kind (denies, disputes_evidence, dismisses, \
counter_accuses) and what it answers; for silences kind (declined or no_response)."""


def read(job: Job) -> Done:
    """Extract from every article; the first call that fails for good ends it."""
    example = lx.data.ExampleData(
        text="Ada Lund, the mayor, said the bridge is closed.",
        extractions=[
            lx.data.Extraction("claims", "the bridge is closed", attributes={"speakers": ["Ada Lund"], "cue": "said"})
        ],
    )
    documents = [lx.data.Document(text=text, document_id=str(at)) for at, text in enumerate(job.texts())]
    try:
        found = lx.extract(
            documents,
            prompt_description=ASK,
            examples=[example],
            model=OpenAILanguageModel(MODEL, api_key=KEY, base_url=job.url, max_workers=job.concurrency),
            max_workers=job.concurrency,
            show_progress=False,
        )
        texts = [[one.extraction_text for one in document.extractions or ()] for document in found]
    except LangExtractError:
        return Done(0)
    Path(job.folder, "facts.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return Done(len([document for document in texts if document]))
