package dev.stanch.source;

import java.util.List;

/**
 * Names with one type: struct field, parameter, result, type parameter, interface method; no names
 * when embedded or unnamed.
 */
public record Field(int pos, int end, List<Expr.Ident> names, Expr type) implements Node {}
