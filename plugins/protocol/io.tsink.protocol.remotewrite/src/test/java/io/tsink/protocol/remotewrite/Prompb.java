package io.tsink.protocol.remotewrite;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.List;

/// The messages of remote write 1.0 as protobuf-java knows them: the oracle of these tests.
final class Prompb {
  private static final FileDescriptor FILE = file();

  private Prompb() {}

  private static FileDescriptor file() {
    var file =
        FileDescriptorProto.newBuilder()
            .setName("remote.proto")
            .setPackage("prometheus")
            .setSyntax("proto3")
            .addMessageType(
                message(
                    "WriteRequest",
                    repeated("timeseries", 1, "TimeSeries"),
                    repeated("metadata", 3, "MetricMetadata")))
            .addMessageType(
                message(
                    "TimeSeries",
                    repeated("labels", 1, "Label"),
                    repeated("samples", 2, "Sample"),
                    repeated("exemplars", 3, "Exemplar"),
                    repeated("histograms", 4, "Histogram")))
            .addMessageType(
                message(
                    "Label",
                    field("name", 1, FieldDescriptorProto.Type.TYPE_STRING),
                    field("value", 2, FieldDescriptorProto.Type.TYPE_STRING)))
            .addMessageType(
                message(
                    "Sample",
                    field("value", 1, FieldDescriptorProto.Type.TYPE_DOUBLE),
                    field("timestamp", 2, FieldDescriptorProto.Type.TYPE_INT64)))
            .addMessageType(
                message(
                    "Exemplar",
                    repeated("labels", 1, "Label"),
                    field("value", 2, FieldDescriptorProto.Type.TYPE_DOUBLE),
                    field("timestamp", 3, FieldDescriptorProto.Type.TYPE_INT64)))
            .addMessageType(
                message(
                    "MetricMetadata",
                    field("type", 1, FieldDescriptorProto.Type.TYPE_INT32),
                    field("metric_family_name", 2, FieldDescriptorProto.Type.TYPE_STRING),
                    field("help", 4, FieldDescriptorProto.Type.TYPE_STRING),
                    field("unit", 5, FieldDescriptorProto.Type.TYPE_STRING)))
            .addMessageType(
                message(
                    "BucketSpan",
                    field("offset", 1, FieldDescriptorProto.Type.TYPE_SINT32),
                    field("length", 2, FieldDescriptorProto.Type.TYPE_UINT32)))
            .addMessageType(histogram())
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescriptorProto histogram() {
    return message(
            "Histogram",
            inOneof(field("count_int", 1, FieldDescriptorProto.Type.TYPE_UINT64), 0),
            inOneof(field("count_float", 2, FieldDescriptorProto.Type.TYPE_DOUBLE), 0),
            field("sum", 3, FieldDescriptorProto.Type.TYPE_DOUBLE),
            field("schema", 4, FieldDescriptorProto.Type.TYPE_SINT32),
            field("zero_threshold", 5, FieldDescriptorProto.Type.TYPE_DOUBLE),
            inOneof(field("zero_count_int", 6, FieldDescriptorProto.Type.TYPE_UINT64), 1),
            inOneof(field("zero_count_float", 7, FieldDescriptorProto.Type.TYPE_DOUBLE), 1),
            repeated("negative_spans", 8, "BucketSpan"),
            repeated("negative_deltas", 9, FieldDescriptorProto.Type.TYPE_SINT64),
            repeated("negative_counts", 10, FieldDescriptorProto.Type.TYPE_DOUBLE),
            repeated("positive_spans", 11, "BucketSpan"),
            repeated("positive_deltas", 12, FieldDescriptorProto.Type.TYPE_SINT64),
            repeated("positive_counts", 13, FieldDescriptorProto.Type.TYPE_DOUBLE),
            field("reset_hint", 14, FieldDescriptorProto.Type.TYPE_INT32),
            field("timestamp", 15, FieldDescriptorProto.Type.TYPE_INT64),
            repeated("custom_values", 16, FieldDescriptorProto.Type.TYPE_DOUBLE))
        .toBuilder()
        .addOneofDecl(
            com.google.protobuf.DescriptorProtos.OneofDescriptorProto.newBuilder().setName("count"))
        .addOneofDecl(
            com.google.protobuf.DescriptorProtos.OneofDescriptorProto.newBuilder()
                .setName("zero_count"))
        .build();
  }

  private static DescriptorProto message(String name, FieldDescriptorProto... fields) {
    return DescriptorProto.newBuilder().setName(name).addAllField(List.of(fields)).build();
  }

  private static FieldDescriptorProto field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
        .build();
  }

  private static FieldDescriptorProto inOneof(FieldDescriptorProto field, int oneof) {
    return field.toBuilder().setOneofIndex(oneof).build();
  }

  private static FieldDescriptorProto repeated(
      String name, int number, FieldDescriptorProto.Type type) {
    return field(name, number, type).toBuilder()
        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)
        .build();
  }

  private static FieldDescriptorProto repeated(String name, int number, String message) {
    return repeated(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE).toBuilder()
        .setTypeName(".prometheus." + message)
        .build();
  }

  /// Begins a message.
  static Message start(String type) {
    return new Message(FILE.findMessageTypeByName(type));
  }

  /// A message under construction.
  static final class Message {
    private final Descriptor type;
    private final DynamicMessage.Builder builder;

    Message(Descriptor type) {
      this.type = type;
      this.builder = DynamicMessage.newBuilder(type);
    }

    /// Sets a field, or adds to a repeated one.
    Message with(String name, Object value) {
      FieldDescriptor field = type.findFieldByName(name);
      Object plain = value instanceof Message message ? message.builder.build() : value;
      if (field.isRepeated()) {
        builder.addRepeatedField(field, plain);
      } else {
        builder.setField(field, plain);
      }
      return this;
    }

    byte[] bytes() {
      return builder.build().toByteArray();
    }
  }

  static Message label(String name, String value) {
    return start("Label").with("name", name).with("value", value);
  }

  static Message sample(double value, long timestamp) {
    return start("Sample").with("value", value).with("timestamp", timestamp);
  }

  static Message span(int offset, int length) {
    return start("BucketSpan").with("offset", offset).with("length", length);
  }

  /// A series with labels given as names and values in turn.
  static Message series(String... labels) {
    Message series = start("TimeSeries");
    for (int i = 0; i < labels.length; i += 2) {
      series.with("labels", label(labels[i], labels[i + 1]));
    }
    return series;
  }

  static Message request(Message... series) {
    Message request = start("WriteRequest");
    for (Message each : series) {
      request.with("timeseries", each);
    }
    return request;
  }
}
