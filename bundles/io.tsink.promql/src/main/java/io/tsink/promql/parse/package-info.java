/// From text to a typed tree: [Lexer], [Parser] (precedence climbing), [TypeCheck] and the table
/// of [Functions].
///
/// A parser collects what it finds wrong in the order of the text and reports the first; only a
/// tree without such errors is type-checked. Nesting is bounded, so that no input exhausts the
/// stack.
@NullMarked
package io.tsink.promql.parse;

import org.jspecify.annotations.NullMarked;
