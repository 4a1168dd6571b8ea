/// Who has which label: the parts that the catalogue of series and the files of a segment share.
///
/// A *symbol* is a number that stands for a text, a label name or a label value; each text is
/// kept once, in a [SymbolTable]. *Postings* are a set of series ids, see [Postings]. A *label
/// index* gives the postings of a label's value; [PostingsSelector] evaluates matchers over any
/// [LabelIndex]. A [ChunkIndex] finds the chunks of a series that meet a range of time.
///
/// Series ids are unsigned 32-bit numbers in an `int`; 0 is never the id of a series.
@NullMarked
package io.tsink.engine.index;

import org.jspecify.annotations.NullMarked;
