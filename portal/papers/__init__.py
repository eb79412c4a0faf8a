"""Official papers for every room: PDF, DOCX, the lines of their masthead (Nghị định 30/2020/NĐ-CP)."""
