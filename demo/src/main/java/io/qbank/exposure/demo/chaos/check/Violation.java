package io.qbank.exposure.demo.chaos.check;

/**
 * A promise that was not kept.
 *
 * @param rule which one
 * @param expected what should be
 * @param found what is
 * @param look where to look further
 */
public record Violation(String rule, String expected, String found, String look) {
    @Override
    public String toString() {
        return rule + ": expected " + expected + ", found " + found + " (look at " + look + ")";
    }
}
