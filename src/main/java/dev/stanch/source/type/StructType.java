package dev.stanch.source.type;

import java.util.List;

/** A struct; {@code tags} holds one text for each field, empty where there is none. */
public final class StructType implements Type {
    private final List<Variable> fields;
    private final List<String> tags;

    StructType(List<Variable> fields, List<String> tags) {
        this.fields = fields;
        this.tags = tags;
    }

    public List<Variable> fields() {
        return fields;
    }

    public List<String> tags() {
        return tags;
    }

    @Override
    public String toString() {
        return Spelling.of(this);
    }
}
