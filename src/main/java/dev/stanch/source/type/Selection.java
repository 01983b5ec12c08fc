package dev.stanch.source.type;

import java.util.List;

/**
 * What {@code x.name} selects.
 *
 * @param symbol the field or method; a method's type has its receiver's arguments put in
 * @param path the embedded fields on the way to it, outermost first
 * @param indirect whether a pointer is followed on the way
 */
public record Selection(Symbol symbol, List<Variable> path, boolean indirect) {}
