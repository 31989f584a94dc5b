package io.qbank.exposure.demo.chaos;

/**
 * One fault of a round.
 *
 * @param target which of those that the kind can hit, from 0
 * @param atMillis after the begin of the round
 * @param lastsMillis 0 for what is over when it has happened
 * @param size of what has a size, such as a jump of the clock, from 0 to 7
 */
public record Fault(FaultKind kind, int target, long atMillis, long lastsMillis, int size) {
    /** When it is over, after the begin of the round. */
    long endsMillis() {
        return atMillis + lastsMillis;
    }
}
