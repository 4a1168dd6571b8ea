/// Writing: the way of a batch into the store.
///
/// A commit passes five stages. *Resolve* finds the entry of each series, or makes one, and decides
/// row by row ([RowAdmission], [ExemplarAdmission]). *Admit* waits for a permit, memory and room in
/// the log ([WriteGate]). *Log* writes definitions of new series and the accepted rows as one group
/// and waits until it is as safe as asked ([WriteLog]). *Apply* puts the rows into the head, and
/// *publish* makes them visible ([WriteApply]). A failure up to the log leaves nothing behind but,
/// maybe, an entry of a series without samples.
@NullMarked
package io.tsink.engine.ingest;

import org.jspecify.annotations.NullMarked;
