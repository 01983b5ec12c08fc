package dev.stanch.profile.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RightTableTest {
    @Test
    void columnsReachOverNeighbouringLinesOnly() throws Exception {
        RightTable table = new RightTable();
        table.add("a\tb");
        table.add("long\tx\tmore");
        table.add("é\twide\t");
        table.add("");
        table.add("q\tz\nr\t");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextOutput out = new TextOutput(bytes);
        table.print(out);
        out.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("    ab\n long    xmore\n    é wide\n\n qz\n r\n");
    }
}
