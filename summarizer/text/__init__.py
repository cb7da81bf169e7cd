"""Pure text work that several steps share: sentences, quoted spans, folding, figures, dates."""
