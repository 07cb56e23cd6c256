"""Foreign form formats in and out. Words of a standard stay literal only in here. No Django."""
