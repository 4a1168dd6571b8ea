package io.tsink.itests.signature;

import java.lang.classfile.Signature;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Types as they are written in Java, with full names.
final class TypeText {
  private TypeText() {}

  static String of(ClassDesc type) {
    return of(Signature.of(type));
  }

  static String of(Signature type) {
    return switch (type) {
      case Signature.BaseTypeSig base ->
          ClassDesc.ofDescriptor(base.signatureString()).displayName();
      case Signature.TypeVarSig variable -> variable.identifier();
      case Signature.ArrayTypeSig array -> of(array.componentSignature()) + "[]";
      case Signature.ClassTypeSig named ->
          named.outerType().map(outer -> of(outer) + ".").orElse("")
              + named.className().replace('/', '.').replace('$', '.')
              + arguments(named.typeArgs());
    };
  }

  /// Returns `<T extends Bound>`, or nothing without type parameters.
  static String parameters(List<Signature.TypeParam> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream().map(TypeText::of).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String of(Signature.TypeParam parameter) {
    String bounds =
        Stream.concat(parameter.classBound().stream(), parameter.interfaceBounds().stream())
            .map(TypeText::of)
            .filter(bound -> !bound.equals("java.lang.Object"))
            .collect(Collectors.joining(" & "));
    return parameter.identifier() + (bounds.isEmpty() ? "" : " extends " + bounds);
  }

  private static String arguments(List<Signature.TypeArg> arguments) {
    return arguments.isEmpty()
        ? ""
        : arguments.stream().map(TypeText::of).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String of(Signature.TypeArg argument) {
    return switch (argument) {
      case Signature.TypeArg.Unbounded _ -> "?";
      case Signature.TypeArg.Bounded bounded ->
          switch (bounded.wildcardIndicator()) {
                case NONE -> "";
                case EXTENDS -> "? extends ";
                case SUPER -> "? super ";
              }
              + of(bounded.boundType());
    };
  }
}
