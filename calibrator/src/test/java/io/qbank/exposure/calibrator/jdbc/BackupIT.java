package io.qbank.exposure.calibrator.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the runbook says about keeping and bringing back k, done word for word. */
class BackupIT {
    private static final String CONTROL =
            "select question_id, sh_p, cap, own_cap, rejection, locked from item_exposure_control order by question_id";

    @Test
    void theStatementsOfTheRunbookBringEverythingBackAndKeepTheBook() throws IOException {
        try (TestBank bank = TestBank.migrated()) {
            bank.sql("""
                    select set_config('qbank.actor', 'a run', false);
                    insert into item_exposure_control (question_id, version, sh_p, cap, rejection)
                    select i, 1, 0.1 * i, 0.2, 'block' from generate_series(1, 5) i;""");
            bank.sql("update item_exposure_control set cap = 0.1, locked = true where question_id = 2");
            List<String> before = bank.rows(CONTROL);
            bank.sql(statements("backup"));
            bank.sql("update item_exposure_control set sh_p = 1, cap = 0.9, locked = false, rejection = 'reconsider'");
            bank.sql("insert into item_exposure_control (question_id, version, sh_p) values (6, 1, 0.6)");

            bank.sql(statements("restore"));
            bank.sql(statements("restore"));

            List<String> after = bank.rows(CONTROL);
            assertEquals(before, after.subList(0, 5));
            assertTrue(after.get(5).startsWith("6|0.6|"), after.get(5));
            assertEquals(
                    List.of("5"),
                    bank.rows("select count(*) from item_exposure_history where changed_by = 'restore by NAME'"),
                    "once an item, although it was done twice");
        }
    }

    private static String statements(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- sql:" + name + " -->\\s*```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/RUNBOOK.md")));
        assertTrue(block.find(), "the runbook has the statements of " + name);
        return block.group(1);
    }
}
