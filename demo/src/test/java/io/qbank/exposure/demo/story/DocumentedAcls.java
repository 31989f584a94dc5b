package io.qbank.exposure.demo.story;

import io.qbank.exposure.devkit.SecuredKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** What docs/SECURITY.md says each service must be allowed, so that a test can allow exactly that. */
final class DocumentedAcls {
    private static final Path SECURITY = Path.of("..", "docs", "SECURITY.md");

    private DocumentedAcls() {}

    /** Allows a user what the table of his name lists, for one tenant. */
    static int grant(SecuredKafka kafka, String user, String tenant) throws IOException {
        List<String[]> rows = rows(user);
        for (String[] row : rows)
            kafka.allow(
                    user,
                    ResourceType.fromString(row[0]),
                    row[1].equals("prefixed") ? PatternType.PREFIXED : PatternType.LITERAL,
                    row[2].replace("TENANT", tenant),
                    Arrays.stream(row[3].split(", *"))
                            .map(operation -> AclOperation.valueOf(
                                    operation.toUpperCase(Locale.ROOT).replace(' ', '_')))
                            .toList());
        return rows.size();
    }

    /** Cells of the table between the markers of that name: resource, pattern, name, operations. */
    private static List<String[]> rows(String user) throws IOException {
        String text = Files.readString(SECURITY);
        int from = text.indexOf("<!-- acls:" + user + " -->");
        return text.substring(from, text.indexOf("<!-- /acls -->", from))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| resource"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toArray(String[]::new))
                .peek(row -> row[0] = row[0].toUpperCase(Locale.ROOT).replace(' ', '_'))
                .toList();
    }
}
