package io.tsink.promql.ast;

/// An expression that has a value.
public sealed interface Expr
    permits AggregateExpr,
        BinaryExpr,
        Call,
        MatrixSelector,
        NumberLiteral,
        ParenExpr,
        StringLiteral,
        SubqueryExpr,
        UnaryExpr,
        VectorSelector {

  /// Where the expression stands in the text.
  Position position();

  /// The type of its value.
  ValueType type();
}
