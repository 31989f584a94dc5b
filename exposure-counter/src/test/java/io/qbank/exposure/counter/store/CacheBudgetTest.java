package io.qbank.exposure.counter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CacheBudgetTest {
    private final CacheBudget budget = new CacheBudget(1_000);

    @Test
    void oneStoreMayUseItAll() {
        CacheBudget.Share only = budget.share();

        only.take(1_000);
        assertFalse(only.isCrowded());
        only.take(1);
        assertTrue(only.isCrowded());
    }

    @Test
    void aNewcomerGetsItsEvenShareThoughTheBudgetIsUsedUp() {
        CacheBudget.Share first = budget.share();
        CacheBudget.Share second = budget.share();
        first.take(1_000);

        second.take(500);

        assertFalse(second.isCrowded(), "it has no more than half");
        assertTrue(first.isCrowded(), "it has more than half");
        second.take(1);
        assertTrue(second.isCrowded());
    }

    @Test
    void howeverManyComeLaterTwiceTheBudgetIsTheEnd() {
        for (int store = 0; store < 16; store++) {
            CacheBudget.Share share = budget.share();
            while (!share.isCrowded()) share.take(10);
        }

        assertTrue(budget.used() <= 2 * 1_000 + 10 * 16, "each goes beyond by the object it has just taken");
    }

    @Test
    void whatAStoreGivesBackOthersMayUse() {
        CacheBudget.Share first = budget.share();
        CacheBudget.Share second = budget.share();
        first.take(600);
        second.take(600);

        first.release();

        assertEquals(600, budget.used());
        second.take(400);
        assertFalse(second.isCrowded(), "a store that holds nothing takes no share");
    }

    @Test
    void zeroMegabytesIsAQuarterOfTheHeap() {
        CacheBudget.Share share = CacheBudget.ofMegabytes(0).share();
        long quarter = Runtime.getRuntime().maxMemory() / 4;

        share.take(quarter);
        assertFalse(share.isCrowded());
        share.take(1);
        assertTrue(share.isCrowded());
        assertThrows(IllegalArgumentException.class, () -> new CacheBudget(0));
    }
}
