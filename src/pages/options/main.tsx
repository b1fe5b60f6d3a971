import "../../ui/styles/study-surface.css";
