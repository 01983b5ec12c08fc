/**
 * Reports for people and machines. In comes what a diagnosis ends with, {@link
 * dev.stanch.leak.Report}; out go terminal text, JSON ({@code stanch.report/1}), Markdown and one
 * self-contained HTML page, and the explanations of causes, symptoms and errors. Everything that
 * came from a target is untrusted and is escaped here. Start with {@link
 * dev.stanch.report.ReportWriter}.
 */
@NullMarked
package dev.stanch.report;

import org.jspecify.annotations.NullMarked;
