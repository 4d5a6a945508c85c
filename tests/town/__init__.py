"""A made-up archive: one city with three counties, its province and a ministry, over the years 2018 to 2024.

The names are of real places, since only those are on the list of divisions.  Every number and sentence is invented,
and each report says so.
"""
