package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A comparison of everything outlasts what a lease may be silent: it renews the lease, and ends with it. */
class AuditIT {
    private static final int ITEMS = 10_060;
    private RelayWorld world;
    private RelayMetrics metrics;
    private RelayProducer producer;
    private Connection office;
    private Connection reads;

    @BeforeEach
    void open() throws Exception {
        world = RelayWorld.open();
        world.bank.exam("LARGE", 1, ITEMS);
        metrics = new RelayMetrics(world.meters);
        producer = RelayProducer.open(RelayWorld.kafka(), world.tenant);
        office = world.config().bank().connect("office");
        reads = world.config().bank().connect("reads");
    }

    @AfterEach
    void close() throws Exception {
        reads.close();
        office.close();
        producer.close();
        world.close();
    }

    @Test
    void theLeaseIsRenewedForEachPartThatIsPublishedAndEachPollThatIsRead() throws Exception {
        int[] beats = {0};
        Audit audit = audit(() -> beats[0]++);

        audit.runIfDue();

        world.awaitLive(SOON, ITEMS);
        int publishing = beats[0];
        assertTrue(publishing >= 3, "three parts, " + publishing + " beats");
        audit.demand();
        audit.runIfDue();
        assertTrue(beats[0] - publishing >= ITEMS / 500, "500 records a poll at most, " + (beats[0] - publishing));
    }

    @Test
    void aLeaseThatIsLostEndsTheComparisonAfterThePartInHand() throws Exception {
        SQLException lost = new SQLException("terminating connection due to idle-session timeout");
        Audit audit = audit(() -> {
            if (published() >= ItemPublisher.AT_ONCE) throw lost;
        });

        assertSame(lost, assertThrows(SQLException.class, audit::runIfDue));

        assertEquals(ItemPublisher.AT_ONCE, published());
    }

    private Audit audit(Beat lease) throws SQLException {
        TopicView topics = TopicReader.read(RelayWorld.kafka(), world.tenant, () -> {});
        ItemPublisher publisher = new ItemPublisher(
                world.config(), new BankReader(reads, world.tenant, 0), producer, topics, Clock.systemUTC(), metrics);
        return new Audit(world.config(), new BankReader(office, world.tenant, 0), publisher, metrics, lease);
    }

    private double published() {
        return world.meters
                .get("qbank.relay.records")
                .tag("kind", "value")
                .counter()
                .count();
    }
}
