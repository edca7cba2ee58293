package org.networkrender.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.networkrender.api.PlainText;

/** Columns of text with a head; numbers are set to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param heads the heads of the columns; one that starts with {@code >} is set to the right
   */
  TextTable(String... heads) {
    List<String> row = new ArrayList<>();
    for (String head : heads) {
      right.add(head.startsWith(">"));
      row.add(head.startsWith(">") ? head.substring(1) : head);
    }
    rows.add(row);
  }

  TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(PlainText.line(String.valueOf(cell)));
    }
    if (row.size() != right.size()) {
      throw new IllegalArgumentException("a row of " + row.size() + " cells");
    }
    rows.add(row);
    return this;
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String padding = " ".repeat(width(column) - columnsOf(row.get(column)));
      line.append(column == 0 ? "" : GAP);
      line.append(right.get(column) ? padding + row.get(column) : row.get(column) + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> columnsOf(row.get(column))).max().orElse(0);
  }

  private static int columnsOf(String text) {
    return new AttributedString(text).columnLength();
  }
}
