package io.qbank.exposure.demo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherOthers() {
        List<List<Fault>> once = rounds(7, 100);

        assertEquals(once, rounds(7, 100));
        assertNotEquals(once, rounds(8, 100));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesTwiceAgain() {
        for (long seed = 0; seed < 50; seed++) {
            Map<FaultKind, Integer> times = new EnumMap<>(FaultKind.class);
            for (List<Fault> round : rounds(seed, 60)) {
                round.forEach(fault -> times.merge(fault.kind(), 1, Integer::sum));
                int most = times.values().stream().max(Integer::compare).orElseThrow();
                int least = times.size() < ALL.size()
                        ? 0
                        : times.values().stream().min(Integer::compare).orElseThrow();
                assertTrue(most - least <= 1, "seed " + seed + ": " + times);
            }
            assertEquals(ALL, times.keySet(), "seed " + seed);
        }
    }

    @Test
    void aRoundHasFaultsButNoTwoThatMayStopEverythingTogether() {
        for (List<Fault> round : rounds(3, 500)) {
            assertFalse(round.isEmpty());
            Set<FaultKind.Area> areas =
                    round.stream().map(fault -> fault.kind().area()).collect(Collectors.toSet());
            assertEquals(round.size(), areas.size(), round::toString);
            List<FaultKind> kinds = round.stream().map(Fault::kind).toList();
            assertFalse(
                    kinds.contains(FaultKind.KILL_POSTGRES) && kinds.contains(FaultKind.SLOT_LOST), round::toString);
        }
    }

    @Test
    void momentsTargetsAndLengthsStayInTheirBounds() {
        for (List<Fault> round : rounds(4, 500))
            for (Fault fault : round) {
                assertTrue(fault.atMillis() >= Schedule.FIRST_MILLIS && fault.atMillis() < Schedule.LATEST_MILLIS);
                assertTrue(fault.target() >= 0 && fault.target() < fault.kind().targets(), fault::toString);
                long lasts = fault.lastsMillis() - fault.kind().longerMillis();
                if (fault.kind().lasting())
                    assertTrue(lasts >= Schedule.SHORTEST_MILLIS && lasts < Schedule.LONGEST_MILLIS, fault::toString);
                else assertEquals(0, fault.lastsMillis());
            }
    }

    @Test
    void withoutKindsThereIsNothingToSchedule() {
        assertThrows(IllegalArgumentException.class, () -> new Schedule(1, EnumSet.noneOf(FaultKind.class)));
    }

    private static List<List<Fault>> rounds(long seed, int rounds) {
        Schedule schedule = new Schedule(seed, ALL);
        return Stream.generate(schedule::next).limit(rounds).toList();
    }
}
