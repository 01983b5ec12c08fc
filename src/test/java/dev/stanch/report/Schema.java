package dev.stanch.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas that what we print must obey. */
public final class Schema {
    private final JsonSchema schema;

    private Schema(JsonSchema schema) {
        this.schema = schema;
    }

    /** {@code stanch.report/1}. */
    public static Schema report() throws IOException {
        return new Schema(
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(Files.readString(Path.of("docs/formats/report.schema.json"))));
    }

    /** SARIF 2.1.0, as OASIS publishes it. */
    public static Schema sarif() throws IOException {
        try (InputStream text =
                Schema.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return new Schema(JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(text));
        }
    }

    /** What in the document the schema forbids; empty when it obeys. */
    public List<String> problems(String json) {
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(ValidationMessage::toString)
                .toList();
    }
}
