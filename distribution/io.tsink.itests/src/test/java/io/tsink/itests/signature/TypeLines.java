package io.tsink.itests.signature;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be seen of one type, one line for each part of it.
///
/// ```
/// Querier: interface, provided
/// Querier: extends java.lang.AutoCloseable
/// Querier: abstract io.tsink.api.store.SeriesSet select(io.tsink.api.Selection)
/// ```
///
/// An interface or class with methods to implement is *provided* when only we implement it, so that
/// a method can be added in a minor step.
final class TypeLines {
  private static final String PROVIDED = "Lorg/osgi/annotation/versioning/ProviderType;";

  /// Every type has these; they promise nothing of their own.
  private static final Set<String> OF_OBJECT =
      Set.of("equals(java.lang.Object)", "hashCode()", "toString()");

  private final ClassModel type;
  private final String name;
  private final Set<AccessFlag> flags;
  private final List<String> lines = new ArrayList<>();

  private TypeLines(ClassModel type, Set<AccessFlag> flags) {
    this.type = type;
    this.flags = flags;
    this.name = type.thisClass().asSymbol().displayName().replace('$', '.');
  }

  /// Returns the lines of a type, none when it cannot be seen from outside its package.
  static List<String> of(ClassModel type) {
    Set<AccessFlag> flags = flags(type);
    if (!isVisible(flags) || flags.contains(AccessFlag.SYNTHETIC)) {
      return List.of();
    }
    TypeLines lines = new TypeLines(type, flags);
    lines.addType();
    type.fields().forEach(lines::addField);
    type.methods().forEach(lines::addMethod);
    return lines.lines;
  }

  /// The flags of a nested type are those its outer type gives it.
  private static Set<AccessFlag> flags(ClassModel type) {
    return type.findAttribute(Attributes.innerClasses()).stream()
        .flatMap(attribute -> attribute.classes().stream())
        .filter(inner -> inner.innerClass().equals(type.thisClass()))
        .map(InnerClassInfo::flags)
        .findFirst()
        .orElseGet(() -> type.flags().flags());
  }

  private void addType() {
    ClassSignature signature =
        type.findAttribute(Attributes.signature())
            .map(SignatureAttribute::asClassSignature)
            .orElseGet(this::plainSignature);
    String kind = kind();
    add(modifiers(flags) + kind + TypeText.parameters(signature.typeParameters()) + provided());
    String parent = TypeText.of(signature.superclassSignature());
    if (kind.equals("class") && !parent.equals("java.lang.Object")) {
      add("extends " + parent);
    }
    signature.superinterfaceSignatures().forEach(of -> add("implements " + TypeText.of(of)));
    type.findAttribute(Attributes.permittedSubclasses())
        .ifPresent(
            permitted ->
                permitted
                    .permittedSubclasses()
                    .forEach(of -> add("permits " + TypeText.of(of.asSymbol()))));
  }

  private ClassSignature plainSignature() {
    Signature.ClassTypeSig parent =
        Signature.ClassTypeSig.of(
            type.superclass().map(of -> of.asSymbol()).orElse(ClassDesc.of("java.lang.Object")));
    return ClassSignature.of(
        parent,
        type.interfaces().stream()
            .map(of -> Signature.ClassTypeSig.of(of.asSymbol()))
            .toArray(Signature.ClassTypeSig[]::new));
  }

  private String kind() {
    if (flags.contains(AccessFlag.ANNOTATION)) {
      return "annotation";
    }
    if (flags.contains(AccessFlag.INTERFACE)) {
      return "interface";
    }
    if (flags.contains(AccessFlag.ENUM)) {
      return "enum";
    }
    return type.findAttribute(Attributes.record()).isPresent() ? "record" : "class";
  }

  private String provided() {
    boolean isProvided = Signatures.annotation(type, PROVIDED).isPresent();
    return isProvided ? SignatureChanges.PROVIDED : "";
  }

  private void addField(FieldModel field) {
    Set<AccessFlag> of = field.flags().flags();
    if (!isVisible(of) || of.contains(AccessFlag.SYNTHETIC)) {
      return;
    }
    String text =
        field
            .findAttribute(Attributes.signature())
            .map(attribute -> TypeText.of(attribute.asTypeSignature()))
            .orElseGet(() -> TypeText.of(field.fieldTypeSymbol()));
    Optional<String> constant =
        field
            .findAttribute(Attributes.constantValue())
            .map(attribute -> " = " + attribute.constant().constantValue());
    add(modifiers(of) + text + " " + field.fieldName().stringValue() + constant.orElse(""));
  }

  private void addMethod(MethodModel method) {
    Set<AccessFlag> of = method.flags().flags();
    if (!isVisible(of) || of.contains(AccessFlag.SYNTHETIC)) {
      return;
    }
    MethodSignature signature =
        method
            .findAttribute(Attributes.signature())
            .map(SignatureAttribute::asMethodSignature)
            .orElseGet(() -> MethodSignature.of(method.methodTypeSymbol()));
    String simpleName = method.methodName().stringValue();
    String call =
        simpleName
            + signature.arguments().stream()
                .map(TypeText::of)
                .collect(Collectors.joining(", ", "(", ")"));
    if (simpleName.equals("<clinit>") || OF_OBJECT.contains(call) || isOfEveryEnum(call)) {
      return;
    }
    add(
        modifiers(of)
            + implemented(of)
            + typeParameters(signature)
            + (simpleName.equals("<init>") ? "" : TypeText.of(signature.result()) + " ")
            + call
            + thrown(method, signature));
  }

  private static String typeParameters(MethodSignature signature) {
    String parameters = TypeText.parameters(signature.typeParameters());
    return parameters.isEmpty() ? "" : parameters + " ";
  }

  /// Only exceptions that depend on type parameters are part of a generic signature.
  private static String thrown(MethodModel method, MethodSignature signature) {
    Stream<String> names =
        signature.throwableSignatures().isEmpty()
            ? method.findAttribute(Attributes.exceptions()).stream()
                .flatMap(attribute -> attribute.exceptions().stream())
                .map(of -> TypeText.of(of.asSymbol()))
            : signature.throwableSignatures().stream().map(TypeText::of);
    String all = names.sorted().collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " throws " + all;
  }

  private boolean isOfEveryEnum(String call) {
    return flags.contains(AccessFlag.ENUM)
        && (call.equals("values()") || call.equals("valueOf(java.lang.String)"));
  }

  /// A method that an interface implements is a default one: those who implement need not.
  private String implemented(Set<AccessFlag> of) {
    boolean isDefault =
        flags.contains(AccessFlag.INTERFACE)
            && !of.contains(AccessFlag.ABSTRACT)
            && !of.contains(AccessFlag.STATIC);
    return isDefault ? "default " : "";
  }

  private void add(String what) {
    lines.add(name + ": " + what);
  }

  private static boolean isVisible(Set<AccessFlag> flags) {
    return flags.contains(AccessFlag.PUBLIC) || flags.contains(AccessFlag.PROTECTED);
  }

  /// Those that matter to others; `public` is not said, an interface is always abstract.
  private static String modifiers(Set<AccessFlag> flags) {
    StringBuilder text = new StringBuilder();
    if (flags.contains(AccessFlag.PROTECTED)) {
      text.append("protected ");
    }
    if (flags.contains(AccessFlag.STATIC)) {
      text.append("static ");
    }
    if (flags.contains(AccessFlag.ABSTRACT) && !flags.contains(AccessFlag.INTERFACE)) {
      text.append("abstract ");
    }
    if (flags.contains(AccessFlag.FINAL)) {
      text.append("final ");
    }
    return text.toString();
  }
}
